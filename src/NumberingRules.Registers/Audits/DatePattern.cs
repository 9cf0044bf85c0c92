namespace NumberingRules.Registers;

/// <summary>A run of digits that may tell a date: one to three tokens behind one another.</summary>
internal sealed class DatePattern
{
    private readonly (char Field, int Width)[] _fields;

    private DatePattern(string format, params (char Field, int Width)[] fields)
    {
        (Format, _fields) = (format, fields);
        Length = fields.Sum(field => field.Width);
        HasYear = fields.Any(field => field.Field == 'y');
        HasMonth = fields.Any(field => field.Field == 'M');
        IsFiscal = fields.Any(field => field.Field is 'S' or 'E');
    }

    /// <summary>Patterns of the calendar, those with more to say first.</summary>
    internal static DatePattern[] Calendar { get; } =
    [
        new("{date:yyyy}{date:MM}{date:dd}", ('y', 4), ('M', 2), ('d', 2)),
        new("{date:dd}{date:MM}{date:yyyy}", ('d', 2), ('M', 2), ('y', 4)),
        new("{date:yyyy}{date:MM}", ('y', 4), ('M', 2)),
        new("{date:MM}{date:yyyy}", ('M', 2), ('y', 4)),
        new("{date:yy}{date:MM}{date:dd}", ('y', 2), ('M', 2), ('d', 2)),
        new("{date:dd}{date:MM}{date:yy}", ('d', 2), ('M', 2), ('y', 2)),
        new("{date:yyyy}", ('y', 4)),
        new("{date:yy}{date:MM}", ('y', 2), ('M', 2)),
        new("{date:MM}{date:yy}", ('M', 2), ('y', 2)),
        new("{date:MM}{date:dd}", ('M', 2), ('d', 2)),
        new("{date:dd}{date:MM}", ('d', 2), ('M', 2)),
        new("{date:yy}", ('y', 2)),
        new("{date:MM}", ('M', 2)),
        new("{date:dd}", ('d', 2)),
    ];

    /// <summary>Patterns of fiscal years.</summary>
    internal static DatePattern[] Fiscal { get; } =
    [
        new("{fiscalStart:yyyy}{fiscalEnd:yyyy}", ('S', 4), ('E', 4)),
        new("{fiscalStart:yyyy}{fiscalEnd:yy}", ('S', 4), ('E', 2)),
        new("{fiscalStart:yy}{fiscalEnd:yy}", ('S', 2), ('E', 2)),
        new("{fiscalStart:yyyy}", ('S', 4)),
        new("{fiscalEnd:yyyy}", ('E', 4)),
        new("{fiscalStart:yy}", ('S', 2)),
        new("{fiscalEnd:yy}", ('E', 2)),
    ];

    /// <summary>The tokens, as a format has them.</summary>
    internal string Format { get; }

    internal int Length { get; }

    internal bool HasYear { get; }

    internal bool HasMonth { get; }

    internal bool IsFiscal { get; }

    /// <summary>The digits this pattern prints for a date, as a number.</summary>
    internal int ValueOf(DateOnly date, int fiscalMonth = 1)
    {
        var start = date.Month >= fiscalMonth ? date.Year : date.Year - 1;
        var value = 0;
        foreach (var (field, width) in _fields)
        {
            var number = field switch
            {
                'y' => date.Year,
                'M' => date.Month,
                'd' => date.Day,
                'S' => start,
                _ => fiscalMonth == 1 ? start : start + 1,
            };
            value = width == 2 ? (value * 100) + (number % 100) : (value * 10_000) + number;
        }

        return value;
    }

    /// <summary>Reads its fields back into what they say of the period.</summary>
    internal void Read(long value, ref NumberDate into)
    {
        for (var at = _fields.Length - 1; at >= 0; at--)
        {
            var (field, width) = _fields[at];
            var number = (int)(width == 2 ? value % 100 : value % 10_000);
            value /= width == 2 ? 100 : 10_000;
            var year = width == 2 ? 2000 + number : number;
            switch (field)
            {
                case 'y':
                    into.Year = year;
                    break;
                case 'M':
                    into.Month = number;
                    break;
                case 'S':
                    into.FiscalStart = year;
                    break;
                case 'E' when into.FiscalStart == 0:
                    into.FiscalStart = year - 1;
                    break;
                default:
                    break;
            }
        }
    }
}

/// <summary>What a number itself says of its period; 0 where it says nothing.</summary>
internal record struct NumberDate(int Year, int Month, int FiscalStart)
{
    /// <summary>All in one number.</summary>
    internal readonly int Packed => (FiscalStart << 18) | ((Year * 100) + Month);

    internal static NumberDate Unpacked(int packed) => new((packed & 0x3FFFF) / 100, (packed & 0x3FFFF) % 100, packed >> 18);
}
