using System.Diagnostics;
using System.IO.Compression;
using System.Reflection.Metadata;
using System.Xml.Linq;
using NumberingRules.Tests;

namespace NumberingRules.Docs.Tests;

/// <summary>Every package says what it is, shows code first, and can be stepped into.</summary>
public sealed class PackagesTests : IClassFixture<PackagesTests.Packed>
{
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    private readonly Packed _packed;

    public PackagesTests(Packed packed) => _packed = packed;

    public static TheoryData<string> Packages =>
        [.. Directory.EnumerateDirectories(Checkout.PathOf("src")).Where(folder => Directory.EnumerateFiles(folder, "*.csproj").Any()).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    [Fact]
    public void Packing_gives_no_warning() => Assert.DoesNotContain("warning", _packed.Said, StringComparison.OrdinalIgnoreCase);

    [Theory]
    [MemberData(nameof(Packages))]
    public void It_says_what_it_is(string package)
    {
        using var archive = Open(package, "nupkg");
        using var stream = archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        var said = XDocument.Load(stream).Descendants().Where(element => !element.HasElements).ToLookup(element => element.Name.LocalName, element => element.Value);

        Assert.InRange(said["description"].Single().Length, 60, 300);
        Assert.Contains("invoice-number", said["tags"].Single(), StringComparison.Ordinal);
        Assert.Equal("MIT", said["license"].Single());
        Assert.Equal("README.md", said["readme"].Single());
        Assert.Equal("icon.png", said["icon"].Single());
        Assert.NotEmpty(said["projectUrl"].Single());
        Assert.EndsWith("CHANGELOG.md", said["releaseNotes"].Single(), StringComparison.Ordinal);
        Assert.NotNull(archive.GetEntry("icon.png"));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Its_page_shows_code_first_and_links_to_the_public_address(string package)
    {
        using var archive = Open(package, "nupkg");
        using var reader = new StreamReader(archive.GetEntry("README.md")!.Open());
        var page = reader.ReadToEnd();

        Assert.StartsWith("```", page.Split('\n')[2], StringComparison.Ordinal);
        Assert.InRange(page.Split('\n').Length, 10, 80);
        Assert.DoesNotContain("](.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("](docs", page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Its_symbols_hold_the_sources(string package)
    {
        using var archive = Open(package, "snupkg");
        var name = package == "NumberingRules.Cli" ? "numbering" : package;
        using var symbols = new MemoryStream();
        using (var stream = archive.Entries.Single(entry => entry.Name == name + ".pdb").Open())
        {
            stream.CopyTo(symbols);
        }

        symbols.Position = 0;
        using var provider = MetadataReaderProvider.FromPortablePdbStream(symbols);
        var reader = provider.GetMetadataReader();
        var own = reader.Documents.Where(document => Path.GetFileName(reader.GetString(reader.GetDocument(document).Name)) is { } file && !file.EndsWith(".g.cs", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(own);
        Assert.All(own, document => Assert.Contains(
            reader.GetCustomDebugInformation(document).Select(reader.GetCustomDebugInformation),
            information => reader.GetGuid(information.Kind) == EmbeddedSource));
    }

    [Fact]
    public void The_public_address_is_said_in_one_place()
    {
        var address = XDocument.Load(Checkout.PathOf("src", "Directory.Build.props")).Descendants("PublicAddress").Single().Value;
        var files = Directory.EnumerateFiles(Checkout.PathOf("src"), "*", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Checkout.PathOf("docs"), "*.md", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Checkout.Root))
            .Where(file => !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal))
            .Where(file => File.ReadAllText(file).Contains(address, StringComparison.Ordinal));
        Assert.Equal([Checkout.PathOf("src", "Directory.Build.props")], files);
    }

    private ZipArchive Open(string package, string kind) => ZipFile.OpenRead(Directory.EnumerateFiles(_packed.Folder, $"{package}.0.*.{kind}").Single());

    /// <summary>All packages, made once of what the build has built.</summary>
    public sealed class Packed : IDisposable
    {
        public Packed()
        {
            var configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/')))!;
            using var process = Process.Start(new ProcessStartInfo("dotnet", ["msbuild", Checkout.PathOf("eng", "package", "all.proj"), "-nologo", "-v:m", "-nodeReuse:false", $"-p:Configuration={configuration}", $"-p:Folder={Folder}/"]) { RedirectStandardOutput = true })!;
            Said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, Said);
        }

        public string Folder { get; } = Directory.CreateTempSubdirectory("packages").FullName;

        public string Said { get; }

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
