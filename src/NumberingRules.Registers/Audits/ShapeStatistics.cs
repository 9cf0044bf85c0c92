namespace NumberingRules.Registers;

/// <summary>What is counted of each run of digits of a shape, to find out what it is.</summary>
internal sealed class RunStatistics(int length)
{
    private static readonly int Patterns = DatePattern.Calendar.Length;

    // For the first and the last 2, 4, 6 and 8 digits: the least and the greatest, and how often a zero follows (or the run begins with one).
    private readonly int[] _least = [int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue];
    private readonly int[] _greatest = new int[8];
    private readonly int[] _zeros = new int[4];
    private readonly int[] _agreeing = new int[2 * Patterns];
    private long _first = -1;

    /// <summary>Whether all documents have the same digits here.</summary>
    internal bool IsConstant { get; private set; } = true;

    /// <summary>How often the run begins with a zero.</summary>
    internal int LeadingZeros { get; private set; }

    /// <summary>How many documents agree with a pattern at the start or the end of the run.</summary>
    internal int Agreeing(int pattern, bool atEnd) => _agreeing[(atEnd ? Patterns : 0) + pattern];

    /// <summary>Whether the digits of a pattern differ between documents.</summary>
    internal bool Differs(int digits, bool atEnd)
    {
        var at = (digits / 2) - 1 + (atEnd ? 4 : 0);
        return _least[at] != _greatest[at];
    }

    /// <summary>How often a zero stands behind the first digits of the run.</summary>
    internal int ZerosBehind(int digits) => _zeros[(digits / 2) - 1];

    internal void Note(ReadOnlySpan<byte> run, ReadOnlySpan<int> date)
    {
        var whole = 0L;
        unchecked
        {
            foreach (var digit in run)
            {
                whole = (whole * 10) + (digit - '0');
            }
        }

        IsConstant &= _first < 0 || _first == whole;
        _first = _first < 0 ? whole : _first;
        LeadingZeros += run[0] == '0' ? 1 : 0;
        Span<int> start = stackalloc int[4];
        Span<int> end = stackalloc int[4];
        for (var (digits, at) = (2, 0); digits <= 8 && digits <= length; digits += 2, at++)
        {
            start[at] = (int)Digits.Of(run[..digits]);
            end[at] = digits == length ? start[at] : (int)Digits.Of(run[^digits..]);
            _least[at] = Math.Min(_least[at], start[at]);
            _greatest[at] = Math.Max(_greatest[at], start[at]);
            _least[at + 4] = Math.Min(_least[at + 4], end[at]);
            _greatest[at + 4] = Math.Max(_greatest[at + 4], end[at]);
            _zeros[at] += length - digits > 1 && run[digits] == '0' ? 1 : 0;
        }

        for (var pattern = 0; pattern < Patterns; pattern++)
        {
            var digits = DatePattern.Calendar[pattern].Length;
            if (digits <= length)
            {
                var at = (digits / 2) - 1;
                _agreeing[pattern] += start[at] == date[pattern] ? 1 : 0;
                _agreeing[Patterns + pattern] += end[at] == date[pattern] ? 1 : 0;
            }
        }
    }
}

/// <summary>What is counted of a shape.</summary>
internal sealed class ShapeStatistics
{
    private readonly Shape _shape;

    internal ShapeStatistics(Shape shape)
    {
        _shape = shape;
        Runs = Array.ConvertAll(shape.Lengths, length => new RunStatistics(length));
    }

    internal RunStatistics[] Runs { get; }

    internal int Documents { get; private set; }

    internal void Note(ReadOnlySpan<byte> number, ReadOnlySpan<int> date)
    {
        Documents++;
        for (var run = 0; run < Runs.Length; run++)
        {
            Runs[run].Note(number.Slice(_shape.Places[run], _shape.Lengths[run]), date);
        }
    }
}

/// <summary>How many documents agree with each fiscal pattern, for each month in which the year could start.</summary>
internal sealed class FiscalStatistics
{
    private const int Months = 13;
    private readonly Shape _shape;
    private readonly int[] _agreeing;

    internal FiscalStatistics(Shape shape)
    {
        _shape = shape;
        _agreeing = new int[shape.Lengths.Length * DatePattern.Fiscal.Length * Months];
    }

    internal int Agreeing(int run, int pattern, int month) => _agreeing[At(run, pattern) + month];

    internal void Note(ReadOnlySpan<byte> number, DateOnly date)
    {
        for (var run = 0; run < _shape.Lengths.Length; run++)
        {
            for (var pattern = 0; pattern < DatePattern.Fiscal.Length; pattern++)
            {
                var fiscal = DatePattern.Fiscal[pattern];
                if (fiscal.Length > _shape.Lengths[run])
                {
                    continue;
                }

                var value = Digits.Of(number.Slice(_shape.Places[run], fiscal.Length));
                var at = At(run, pattern);
                for (var month = 2; month < Months; month++)
                {
                    _agreeing[at + month] += fiscal.ValueOf(date, month) == value ? 1 : 0;
                }
            }
        }
    }

    private static int At(int run, int pattern) => ((run * DatePattern.Fiscal.Length) + pattern) * Months;
}
