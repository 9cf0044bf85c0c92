namespace NumberingRules.Registers;

/// <summary>What a run of digits is taken for.</summary>
internal enum RunRole : byte
{
    /// <summary>Literal text: equal in every number, or told apart by its value.</summary>
    Literal,

    /// <summary>A date, or a fiscal year.</summary>
    Date,

    /// <summary>The sequence number, perhaps with a date before or behind it.</summary>
    Sequence,
}

/// <summary>How the numbers of a shape are read: which run is the sequence number, which are dates.</summary>
internal sealed class Plan
{
    internal required Shape Shape { get; init; }

    internal required RunRole[] Roles { get; init; }

    /// <summary>For each run that is a date, and for the date beside the sequence number.</summary>
    internal required DatePattern?[] Patterns { get; init; }

    /// <summary>Which run is the sequence number.</summary>
    internal required int Sequence { get; init; }

    /// <summary>Whether the date in the run of the sequence number stands behind it.</summary>
    internal bool IsDateBehind { get; init; }

    /// <summary>Runs that are literal text and not the same in every number.</summary>
    internal required int[] Varying { get; init; }

    /// <summary>The months, a bit each from 1, in which the fiscal year can start; none when there is no fiscal year.</summary>
    internal int FiscalMonths { get; set; }

    internal int FiscalMonth => FiscalMonths == 0 ? 1 : FiscalMonthOf(FiscalMonths);

    /// <summary>How many numbers disagree with their document's date.</summary>
    internal int Disagreeing { get; init; }

    internal int Documents { get; init; }

    internal bool HasMonth => Patterns.Any(pattern => pattern is { HasMonth: true });

    internal bool HasFiscal => Patterns.Any(pattern => pattern is { IsFiscal: true });

    /// <summary>The month to settle for where several fit: the usual ones first.</summary>
    internal static int FiscalMonthOf(int months)
    {
        foreach (var usual in (ReadOnlySpan<int>)[4, 7, 10])
        {
            if ((months & (1 << usual)) != 0)
            {
                return usual;
            }
        }

        return 31 - System.Numerics.BitOperations.LeadingZeroCount((uint)months);
    }
}
