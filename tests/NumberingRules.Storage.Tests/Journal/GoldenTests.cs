using System.Text;

namespace NumberingRules.Storage.Tests.Journal;

/// <summary>Journals written today can be read for ever: every event has a file that holds its body.</summary>
public sealed class GoldenTests
{
    public static TheoryData<string> Files => [.. Golden.All.Select(golden => golden.File)];

    [Fact]
    public void Every_event_has_a_golden_file() =>
        Assert.Equal(EventNames().Order(StringComparer.Ordinal), Golden.All.Select(golden => golden.Event.Name).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_event_is_known_to_the_codec_by_its_own_name() =>
        Assert.All(Golden.All, golden =>
        {
            Assert.Equal(golden.Event.Name, golden.File.Split('.')[0]);
            Assert.IsType(golden.Event.GetType(), EntryReader.Read(golden.Kept()).Event);
        });

    [Fact]
    public void The_codec_knows_no_other() => Assert.Equal(EventNames().Order(StringComparer.Ordinal), EventTable.Names.Order(StringComparer.Ordinal));

    [Fact]
    public void No_file_is_left_over() => Assert.Equal(
        Golden.All.Select(golden => golden.File).Order(StringComparer.Ordinal),
        Directory.GetFiles(Path.GetDirectoryName(Golden.PathOf("any"))!).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void Writing_gives_the_golden_body(string file)
    {
        var golden = Of(file);
        var written = Encoding.UTF8.GetString(golden.Written());
        Assert.True(File.Exists(Golden.PathOf(file)), $"{Golden.PathOf(file)} is missing; if this is right, it holds\n{written}");
        Assert.Equal(Encoding.UTF8.GetString(golden.Kept()), written);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Reading_the_golden_body_gives_the_entry_and_writing_that_the_same_bytes(string file)
    {
        var golden = Of(file);
        var body = EntryReader.Read(golden.Kept());
        Assert.Equal((Golden.Number, Golden.At), (body.Number, body.At));
        Assert.Equal(TimeSpan.Zero, body.At.Offset);
        Assert.Equal((golden.Findings, golden.Text?.Digest()), (body.Findings, body.Text));
        Assert.Null(golden.Event.GetType().GetProperty("Reason")?.GetValue(body.Event));

        var writer = new EntryWriter();
        Assert.Equal(golden.Kept(), writer.Write(body.Number, body.At, body.Event, body.Findings, body.Text).ToArray());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void With_its_free_text_the_whole_entry_comes_back(string file)
    {
        var golden = Of(file);
        var entry = EntryReader.Read(new StoredEntry(Golden.Number, golden.Kept(), default, golden.Text));
        Assert.Equal(new(Golden.Number, Golden.At, golden.Event, golden.Findings, golden.Actor, IsErased: false, default), entry);
    }

    private static Golden Of(string file) => Golden.All.Single(golden => golden.File == file);

    private static IEnumerable<string> EventNames() => NumberingRules.Tests.Shape.Samples.Events.Select(happened => happened.Name);
}
