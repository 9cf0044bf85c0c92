using System.Text;

namespace NumberingRules.Cli;

/// <summary>Standard output as UTF-8, whatever the machine's settings.</summary>
internal static class Output
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    internal static Stream Open() => new BufferedStream(Console.OpenStandardOutput(), 1 << 16);

    internal static TextWriter Text(Stream output) => new StreamWriter(output, Utf8, leaveOpen: true) { NewLine = "\n" };

    internal static void ForPeople(Action<Tables> print)
    {
        using var output = Open();
        using var text = Text(output);
        print(new Tables(text));
    }

    internal static void AsJson(Action<JsonReport> write)
    {
        using var output = Open();
        using var report = new JsonReport(output);
        write(report);
    }

    internal static async Task AsJsonAsync(Func<JsonReport, Task> write)
    {
        await using var output = Open();
        using var report = new JsonReport(output);
        await write(report);
    }
}
