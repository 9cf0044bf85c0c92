using System.Buffers.Binary;
using System.Text;

namespace NumberingRules.Proof.PowerLoss;

/// <summary>One thing a recorded process asked of the machine; the kinds are those of <c>recorder.c</c>.</summary>
/// <param name="Kind">W write, T change of length, B and E a sync begins and ended, C created, U removed, O said.</param>
/// <param name="File">d database, w log, j rollback journal, / folder, o what is said.</param>
/// <param name="Offset">Where it was written; the new length of T; which handle of B and E.</param>
/// <param name="Bytes">What was written.</param>
internal readonly record struct Act(char Kind, char File, long Offset, byte[] Bytes);

/// <summary>What a child said: after this entry of the book, this number of the invoice counted ("-" for none).</summary>
internal readonly record struct Ack(string Book, string Invoice, string Number, long Entry);

/// <summary>The acts of a run in the order in which they took place.</summary>
internal static class Recording
{
    private const int Head = 14;

    internal static List<Act> Read(string log)
    {
        var all = File.ReadAllBytes(log);
        List<Act> acts = [];
        for (var at = 0; at + Head <= all.Length;)
        {
            var head = all.AsSpan(at, Head);
            var length = BinaryPrimitives.ReadInt32LittleEndian(head[10..]);
            acts.Add(new((char)head[0], (char)head[1], BinaryPrimitives.ReadInt64LittleEndian(head[2..]), all.AsSpan(at + Head, length).ToArray()));
            at += Head + length;
        }

        return acts;
    }

    /// <summary>The answers in what was said at once; the child writes whole lines.</summary>
    internal static IEnumerable<Ack> Acks(Act said) =>
        Encoding.UTF8.GetString(said.Bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t')).Where(fields => fields is ["ack", ..])
            .Select(fields => new Ack(fields[1], fields[2], fields[3], long.Parse(fields[4], System.Globalization.CultureInfo.InvariantCulture)));
}
