using System.Text;
using NumberingRules.Proof.Fuzzing;

namespace NumberingRules.Proof.Tests.Fuzzing;

/// <summary>The fuzzer itself: it finds what is there to be found.</summary>
[Collection(nameof(Alone))]
public class FuzzLoopTests
{
    private static readonly byte[][] Kept = new byte[16][];

    [Fact]
    public void One_edge_leads_to_the_next_until_the_fault_behind_the_last()
    {
        var report = FuzzLoop.Run(new Toy(input => Steps(input) == 3 ? "reads FUZ" : null), new(1, Executions: 20_000));
        Assert.Equal(["reads FUZ"], report.Faults);
        Assert.Equal((3, 3), (report.Places, report.Edges));
        Assert.True(report.StillExecutions < report.Executions - 3);
    }

    [Fact]
    public void An_edge_that_an_input_does_not_go_through_again_is_none()
    {
        var times = 0;
        var report = FuzzLoop.Run(new Toy(_ => Touch(times++ == 0 ? 1 : 2)), new(1, Executions: 100));
        Assert.Equal((2, 1), (report.Places, report.Edges));
    }

    [Fact]
    public void An_exception_is_a_fault_of_which_one_of_a_kind_is_kept()
    {
        var times = 0;
        var report = FuzzLoop.Run(new Toy(_ => throw new InvalidOperationException($"number {times++}")), new(1, Executions: 10));
        Assert.StartsWith("InvalidOperationException: number 0", Assert.Single(report.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_for_which_too_much_is_allocated_is_a_fault()
    {
        var report = FuzzLoop.Run(new Toy(_ => Hold(new byte[1 << 20])), new(1, Executions: 2, MostBytes: 1 << 19));
        Assert.Equal(["allocates more than it may"], report.Faults);
        Assert.InRange(report.MostBytes, 1 << 19, 1 << 21);
    }

    [Fact]
    public void An_input_that_takes_too_long_is_a_fault()
    {
        var report = FuzzLoop.Run(new Toy(_ => Toil()), new(1, Executions: 2, MostMilliseconds: 5));
        Assert.Equal(["takes longer than it may"], report.Faults);
    }

    [Fact]
    public void What_was_found_is_kept_in_files_and_the_next_run_begins_with_it()
    {
        var folder = Directory.CreateTempSubdirectory("fuzz").FullName;
        try
        {
            var first = FuzzLoop.Run(new Toy(input => Steps(input) == 3 ? "reads FUZ" : null), new(1, Executions: 20_000, Folder: folder));
            Assert.StartsWith("FUZ", Encoding.ASCII.GetString(File.ReadAllBytes(Path.Combine(folder, "faults", "01"))), StringComparison.Ordinal);
            var second = FuzzLoop.Run(new Toy(input => Steps(input) == 3 ? "reads FUZ" : null), new(2, Executions: first.Kept + 1, Folder: folder));
            Assert.Equal(3, second.Edges);
            Assert.Equal(second.Kept, Directory.GetFiles(Path.Combine(folder, "corpus")).Length);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Steps(byte[] input)
    {
        var steps = 0;
        for (; steps < 3 && steps < input.Length && input[steps] == "FUZ"[steps]; steps++)
        {
            Touch(steps);
        }

        return steps;
    }

    private static string? Touch(int edge)
    {
        Coverage.Touch(edge);
        return null;
    }

    private static string? Hold(byte[] bytes)
    {
        Kept[bytes.Length % Kept.Length] = bytes;
        return null;
    }

    /// <summary>Costs processor time: waiting for a machine that has none is no fault of a reader.</summary>
    private static string? Toil()
    {
        for (var until = Environment.CpuUsage.TotalTime + TimeSpan.FromMilliseconds(50); Environment.CpuUsage.TotalTime < until;)
        {
            // Busy.
        }

        return null;
    }

    private sealed class Toy(Func<byte[], string?> fault) : FuzzTarget
    {
        internal override string Name => "toy";

        internal override string Oracle => "nothing";

        internal override IReadOnlyList<string> Words => ["F", "U", "Z"];

        internal override IEnumerable<byte[]> Seeds() => ["nothing"u8.ToArray()];

        internal override string? Fault(byte[] input) => fault(input);
    }
}
