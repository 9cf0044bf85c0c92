using System.Diagnostics;
using System.Text;
using System.Text.Json;
using NumberingRules.Tests;

namespace NumberingRules.Cli.Tests;

/// <summary>The tool as a user meets it: a process with arguments, standard streams and an exit status.</summary>
internal static class Tool
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    // CI names the tool that is compiled ahead of time meanwhile: hundreds of processes then need not compile themselves.
    private static readonly string[] Command = Environment.GetEnvironmentVariable("NUMBERING_TOOL") is { Length: > 0 } tool
        ? [Made(Path.Combine(Checkout.Root, tool))]
        : ["dotnet", Path.Combine(AppContext.BaseDirectory, "numbering.dll")];

    private static string Made(string tool) =>
        SpinWait.SpinUntil(() => File.Exists(tool), TimeSpan.FromMinutes(10)) ? tool : throw new FileNotFoundException("NUMBERING_TOOL names a tool that is not there", tool);

    internal static ToolRun Run(params string[] arguments) => Run([], arguments);

    internal static ToolRun RunScript(string script, params string[] options) => Run(Utf8.GetBytes(script), ["run", "-", .. options]);

    internal static ToolRun Run(byte[] input, string[] arguments) => Run([input], arguments);

    /// <param name="input">What is written to its standard input, piece by piece.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="heap">The most memory it may manage, in bytes in hexadecimal digits; null for no limit.</param>
    internal static ToolRun Run(IEnumerable<byte[]> input, string[] arguments, string? heap = null)
    {
        var start = new ProcessStartInfo(Command[0], [.. Command[1..], .. arguments])
        {
            WorkingDirectory = Checkout.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Utf8,
            StandardErrorEncoding = Utf8,
        };
        if (heap is not null)
        {
            start.Environment["DOTNET_GCHeapHardLimit"] = heap;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            foreach (var piece in input)
            {
                process.StandardInput.BaseStream.Write(piece);
            }

            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The tool need not read its input to the end once it has found a fault in it.
        }

        process.WaitForExit();
        return new(process.ExitCode, output.Result, error.Result);
    }
}

/// <summary>What a run of the tool left behind.</summary>
internal sealed record ToolRun(int Status, string Output, string Error)
{
    private readonly Lazy<List<JsonElement>> _objects = new(() => [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))]);

    internal IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The objects that answer commands. Costs a walk: ask once.</summary>
    internal IReadOnlyList<JsonElement> Commands => [.. _objects.Value.Where(element => element.TryGetProperty("outcome", out _))];

    /// <summary>The objects that show invoices. Costs a walk: ask once.</summary>
    internal IReadOnlyList<JsonElement> Invoices => [.. _objects.Value.Where(element => element.TryGetProperty("origin", out _))];

    internal ToolRun Succeeded()
    {
        Assert.True(Status == 0, $"exit status {Status}: {Error}");
        return this;
    }
}
