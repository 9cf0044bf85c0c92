using System.Runtime.CompilerServices;

namespace NumberingRules;

/// <summary>
/// The date fields read from a number, and whether some document date prints them all. 0 means not read: no field that
/// is taken over is 0.
/// </summary>
internal struct DateFields
{
    private Noted _noted;

    internal readonly int Year => _noted[(int)FormatToken.Year];

    internal readonly int Month => _noted[(int)FormatToken.Month];

    /// <summary>The year in which the fiscal year starts; completed from its end.</summary>
    internal readonly int FiscalStart => _noted[(int)FormatToken.FiscalStart];

    private readonly int Day => _noted[(int)FormatToken.Day];

    private readonly int FiscalEnd => _noted[(int)FormatToken.FiscalEnd];

    /// <summary>Takes a field over; false when no document date prints it, or it contradicts the same field read before.</summary>
    internal bool TryNote(FormatToken token, int value)
    {
        ref var known = ref _noted[(int)token];
        if (!IsPrinted(token, value) || (known != 0 && known != value))
        {
            return false;
        }

        known = value;
        return true;
    }

    /// <summary>Whether a document date prints all these fields, when fiscal years start in this month.</summary>
    internal bool TryComplete(int fiscalMonth)
    {
        if (FiscalEnd != 0)
        {
            var start = fiscalMonth == 1 ? FiscalEnd : FiscalEnd - 1;
            if (FiscalStart != 0 && FiscalStart != start)
            {
                return false;
            }

            _noted[(int)FormatToken.FiscalStart] = start;
        }

        // The fiscal year and one of year and month tell the other, or that they contradict each other. Whatever
        // months are left then include January or December, so a day alone needs no more than to be at most 31.
        if (FiscalStart == 0)
        {
            return (Year == 0 || IsDocumentYear(Year)) && IsDay(Year);
        }

        return (IsDocumentYear(FiscalStart) && Fits(FiscalStart, Month == 0 || Month >= fiscalMonth))
            || (fiscalMonth > 1 && IsDocumentYear(FiscalStart + 1) && Fits(FiscalStart + 1, Month == 0 || Month < fiscalMonth));
    }

    /// <summary>Whether a date between two, given as day numbers, prints all these fields, once they are complete.</summary>
    internal readonly bool HasDateBetween(int first, int last, int fiscalMonth)
    {
        var (from, until) = (DateOnly.FromDayNumber(first), DateOnly.FromDayNumber(last));
        for (var (year, month) = (from.Year, from.Month); (year, month).CompareTo((until.Year, until.Month)) <= 0; (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1))
        {
            var start = month >= fiscalMonth ? year : year - 1;
            if ((Year != 0 && Year != year) || (Month != 0 && Month != month) || (FiscalStart != 0 && FiscalStart != start))
            {
                continue;
            }

            var days = DateTime.DaysInMonth(year, month);
            var earliest = year == from.Year && month == from.Month ? from.Day : 1;
            var latest = year == until.Year && month == until.Month ? until.Day : days;
            if (Day == 0 || (Day >= earliest && Day <= latest))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether any document date prints this; fiscal years reach a year beyond the dates at either end.</summary>
    private static bool IsPrinted(FormatToken token, int value) => token switch
    {
        FormatToken.Month => value is >= 1 and <= 12,
        FormatToken.Day => value is >= 1 and <= 31,
        _ => value is >= 1899 and <= 2200,
    };

    private readonly bool Fits(int year, bool month) => month && (Year == 0 || Year == year) && IsDay(year);

    private readonly bool IsDay(int year) => Day == 0 || Month == 0 || Day <= DateTime.DaysInMonth(year == 0 ? 2000 : year, Month);

    private static bool IsDocumentYear(int year) => year is >= 1900 and <= 2199;

    /// <summary>One place for each token.</summary>
    [InlineArray((int)FormatToken.FiscalEnd + 1)]
    private struct Noted
    {
        private int _first;
    }
}
