using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NumberingRules.Sqlite;
using NumberingRules.Storage.Tests.Contract;

namespace NumberingRules.Storage.Tests.Sharing;

/// <summary>An erased text is not left anywhere in the file.</summary>
public sealed class ErasedTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 1, 5);
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task What_was_erased_is_nowhere_in_the_file()
    {
        const int Count = 2000;
        var file = _scratch.NewFile();
        using (var books = new Books(new SqliteStore(file)))
        {
            var book = books["main"];
            await book.OpenAsync([new("a", "A-{seq}")]);
            Command[] commands =
            [
                .. Enumerable.Range(0, Count).SelectMany(at => new Command[]
                {
                    new Command.Create(Id(at), Day), new Command.Void(Id(at), Side.Home, string.Create(CultureInfo.InvariantCulture, $"confidential reason {at} of somebody")),
                }),
            ];
            await book.DoManyAsync(commands, "Confidential Person");
            Assert.True(Traces(file) > 0);
            Assert.Equal(3L * Count, book.EraseTextBy("Confidential Person"));
            Assert.Equal(0, Traces(file));
        }

        Assert.Equal(0, Traces(file));

        static InvoiceId Id(int at) => string.Create(CultureInfo.InvariantCulture, $"I{at}");
    }

    private static int Traces(string file) => new[] { file, file + "-wal" }.Where(File.Exists).Sum(each =>
    {
        using var stream = new FileStream(each, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return Regex.Count(reader.ReadToEnd(), "(?i)confidential");
    });
}
