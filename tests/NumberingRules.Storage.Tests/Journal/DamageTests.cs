using System.Text;

namespace NumberingRules.Storage.Tests.Journal;

/// <summary>Every single-bit change, deletion, swap and duplication in an exported journal of 500 entries is detected and located.</summary>
public sealed class DamageTests
{
    private static readonly byte[] Export = SampleJournal.Export(SampleJournal.Entries);
    private static readonly byte[][] Lines = [.. Encoding.UTF8.GetString(Export).TrimEnd('\n').Split('\n').Select(Encoding.UTF8.GetBytes)];

    /// <summary>
    /// What stands before the damage is sound and was verified once, so a line is judged as the audit judges it: by the
    /// hash before it. A million journals are verified that way, and some hundreds of them whole.
    /// </summary>
    [Fact]
    public void Every_single_bit_change_is_detected_and_located()
    {
        Assert.True(SampleJournal.Verify(Export, SampleJournal.Head).IsSound);
        var missed = new System.Collections.Concurrent.ConcurrentBag<(int Line, int Bit)>();
        Parallel.For(1, Lines.Length, at =>
        {
            byte[] text = [.. Lines[at], (byte)'\n', .. at + 1 < Lines.Length ? [.. Lines[at + 1], (byte)'\n'] : (byte[])[]];
            var previous = at == 1 ? Chain.Start(SampleJournal.Book) : SampleJournal.Entries[at - 2].Hash;
            for (var bit = 0; bit < (Lines[at].Length + 1) * 8; bit++)
            {
                text[bit / 8] ^= (byte)(1 << (bit % 8));
                if (IsSound(at, text, previous))
                {
                    missed.Add((at, bit));
                }

                text[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        });
        Assert.Empty(missed);
    }

    [Fact]
    public void A_changed_bit_is_located_in_the_whole_journal()
    {
        var chance = new Random(4711);
        foreach (var bit in Enumerable.Range(0, 8 * (Lines[0].Length + 1)).Concat(Enumerable.Range(0, 500).Select(_ => chance.Next(Export.Length * 8))))
        {
            var damaged = Export.ToArray();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Located(damaged, Export.AsSpan(0, bit / 8).Count((byte)'\n'));
        }
    }

    [Fact]
    public void Every_deletion_is_located()
    {
        for (var at = 0; at < Lines.Length - 1; at++)
        {
            Located(Joined([.. Lines[..at], .. Lines[(at + 1)..]]), at);
        }
    }

    [Fact]
    public void Every_swap_of_neighbours_is_located()
    {
        for (var at = 0; at < Lines.Length - 1; at++)
        {
            Located(Joined([.. Lines[..at], Lines[at + 1], Lines[at], .. Lines[(at + 2)..]]), at);
        }
    }

    [Fact]
    public void Swaps_across_the_journal_are_located()
    {
        var chance = new Random(4711);
        for (var round = 0; round < 300; round++)
        {
            var (left, right) = (chance.Next(Lines.Length), chance.Next(Lines.Length));
            var swapped = Lines.ToArray();
            (swapped[left], swapped[right]) = (swapped[right], swapped[left]);
            if (left != right)
            {
                Located(Joined(swapped), Math.Min(left, right));
            }
        }
    }

    [Fact]
    public void Every_duplication_is_located()
    {
        var chance = new Random(4711);
        for (var at = 0; at < Lines.Length; at++)
        {
            Located(Joined([.. Lines[..(at + 1)], .. Lines[at..]]), at + 1);
            var to = chance.Next(at + 1, Lines.Length);
            Located(Joined([.. Lines[..to], Lines[at], .. Lines[to..]]), to);
        }
    }

    [Fact]
    public void Cutting_the_tail_off_is_detected_with_the_head_given_and_only_then()
    {
        for (var left = 1; left < Lines.Length; left++)
        {
            var cut = Joined(Lines[..left]);
            Assert.True(SampleJournal.Verify(cut).IsSound);
            Assert.Equal(
                new(null, $"the journal ends at entry {left - 1}; the head given is not in it: entries behind it were cut off or rewritten"),
                SampleJournal.Verify(cut, SampleJournal.Head).Fault);
        }
    }

    [Fact]
    public void Cutting_within_a_line_is_detected_without_a_head() => Assert.All(
        Enumerable.Range(1, 300),
        cut => Located(Export[..^cut], Export[..^cut].Count(unit => unit == '\n')));

    [Fact]
    public void A_head_from_the_middle_is_found() =>
        Assert.All(SampleJournal.Entries, entry => Assert.True(SampleJournal.Verify(Export, entry.Hash).IsSound));

    private static bool IsSound(int number, byte[] text, EntryHash previous)
    {
        var found = ExportReader.Entry(number, text.AsMemory(0, Array.IndexOf(text, (byte)'\n') is >= 0 and var end ? end : text.Length));
        return found.Problem is null && CheckedEntry.Of(found.Entry, previous).Fault is null && text.Contains((byte)'\n');
    }

    private static byte[] Joined(byte[][] lines) => [.. lines.SelectMany(line => line.Append((byte)'\n'))];

    /// <summary>The fault is found at this line or at one beside it; the line from 0 is the number of the entry.</summary>
    private static void Located(byte[] export, int line)
    {
        var fault = SampleJournal.Verify(export, SampleJournal.Head).Fault;
        Assert.True(fault is not null, $"the damage in line {line + 1} was missed");
        Assert.InRange(fault.Entry ?? 0, Math.Max(0, line - 1), line + 1);
        Assert.True(fault.Entry is not null || line <= 1, fault.What);
    }
}
