namespace NumberingRules.Cli.Tests;

/// <summary>A file that is gone after the test.</summary>
internal sealed class TemporaryFile : IDisposable
{
    internal TemporaryFile(string extension, byte[]? content = null)
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"numbering-{Guid.NewGuid():N}.{extension}");
        if (content is not null)
        {
            File.WriteAllBytes(Path, content);
        }
    }

    internal string Path { get; }

    internal static TemporaryFile Of(string extension, string text) => new(extension, System.Text.Encoding.UTF8.GetBytes(text));

    public void Dispose() => File.Delete(Path);
}
