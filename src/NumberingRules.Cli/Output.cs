using System.Text;

namespace NumberingRules.Cli;

/// <summary>Standard output as UTF-8, whatever the machine's settings.</summary>
internal static class Output
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    internal static Stream Open() => new BufferedStream(Console.OpenStandardOutput(), 1 << 16);

    internal static TextWriter Text(Stream output) => new StreamWriter(output, Utf8, leaveOpen: true) { NewLine = "\n" };

    /// <summary>Writes a new file.</summary>
    /// <exception cref="MalformedException">It cannot be made, or is there already.</exception>
    internal static void Save(string file, Action<Stream> write)
    {
        try
        {
            using var output = new BufferedStream(new FileStream(file, FileMode.CreateNew), 1 << 16);
            write(output);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new MalformedException(file, e.Message);
        }
    }

    /// <summary>Answers a program or a person.</summary>
    internal static void Show(bool json, Action<JsonReport> write, Action<Tables> print)
    {
        if (json)
        {
            AsJson(write);
        }
        else
        {
            ForPeople(print);
        }
    }

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
