using System.Formats.Tar;
using System.IO.Compression;
using NumberingRules.Tests;

namespace NumberingRules.Proof.Fuzzing;

/// <summary>What long runs kept for reaching something new, as <c>proof/fuzz.sh</c> packs it.</summary>
internal static class Corpus
{
    /// <summary>The readers for which something was packed.</summary>
    internal static IEnumerable<string> Targets => FuzzVerb.Names.Where(name => File.Exists(Archive(name)));

    /// <summary>What was packed; nothing where nothing was.</summary>
    internal static IEnumerable<byte[]> Of(string target)
    {
        if (!File.Exists(Archive(target)))
        {
            yield break;
        }

        using var packed = new GZipStream(File.OpenRead(Archive(target)), CompressionMode.Decompress);
        using var files = new TarReader(packed);
        while (files.GetNextEntry() is { } file)
        {
            if (file.DataStream is { } bytes)
            {
                using var input = new MemoryStream();
                bytes.CopyTo(input);
                yield return input.ToArray();
            }
        }
    }

    private static string Archive(string target) => Checkout.PathOf("proof", "fuzzing", target + ".tar.gz");
}
