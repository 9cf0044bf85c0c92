using System.Globalization;
using ExcelDataReader;

namespace NumberingRules.Registers;

/// <summary>The rows of a sheet of a workbook.</summary>
internal sealed class SheetRecords : IRecords
{
    // Beyond 15 digits a workbook keeps no digits, only the size of a number.
    private const double Exact = 1e15;

    private readonly IExcelDataReader _reader;
    private string[] _texts = [];

    /// <exception cref="UnreadableException">It is no workbook, or has no such sheet.</exception>
    internal SheetRecords(Stream workbook, string? sheet)
    {
        try
        {
            _reader = ExcelReaderFactory.CreateReader(workbook, new() { FallbackEncoding = System.Text.Encoding.Latin1 });
        }
        catch (Exception e) when (e is ExcelDataReader.Exceptions.ExcelReaderException or InvalidDataException or FormatException or System.Xml.XmlException)
        {
            throw new UnreadableException($"this is no workbook that can be read: {e.Message}");
        }

        var names = new List<string>();
        do
        {
            names.Add(_reader.Name);
        }
        while (_reader.NextResult());
        _reader.Reset();
        var at = sheet is null ? 0 : names.IndexOf(sheet);
        if (at < 0)
        {
            throw new UnreadableException($"there is no sheet '{Printable.Short(sheet)}'; there are {Listed(names)}");
        }

        for (var passed = 0; passed < at; passed++)
        {
            _reader.NextResult();
        }

        names.RemoveAt(at);
        Others = names.Count == 0 ? "" : Listed(names);
    }

    /// <summary>The other sheets of the workbook, for a message.</summary>
    internal string Others { get; }

    public long Line => _reader.Depth + 1L;

    public int Count { get; private set; }

    public ReadOnlySpan<char> this[int column] => column < Count ? _texts[column].AsSpan().Trim() : default;

    public bool Read()
    {
        Count = 0;
        try
        {
            if (!_reader.Read())
            {
                return false;
            }
        }
        catch (Exception e) when (e is ExcelDataReader.Exceptions.ExcelReaderException or InvalidDataException or FormatException or System.Xml.XmlException)
        {
            throw new UnreadableException(Line, $"the workbook is damaged: {e.Message}");
        }

        Count = _reader.FieldCount;
        if (_texts.Length < Count)
        {
            _texts = new string[Count];
        }

        for (var column = 0; column < Count; column++)
        {
            _texts[column] = TextOf(column);
        }

        return true;
    }

    public DateOnly? DateOf(int column) => column < Count && _reader.GetValue(column) is DateTime date ? DateOnly.FromDateTime(date) : null;

    public string? DamageOf(int column) => null;

    public void Dispose() => _reader.Dispose();

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{Printable.Short(name)}'"));

    private string TextOf(int column) => _reader.GetValue(column) switch
    {
        null => "",
        string text => text,
        double number when Math.Abs(number) >= Exact => number.ToString("0.##E+0", CultureInfo.InvariantCulture),
        double number when number == Math.Floor(number) => number.ToString(Zeros(_reader.GetNumberFormatString(column)), CultureInfo.InvariantCulture),
        DateTime date => date.ToString(date.TimeOfDay == default ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
    };

    // A cell that is shown as 000123 holds 123; what is shown is what was meant.
    private static string Zeros(string? format) => format is { Length: > 0 and < 19 } && !format.AsSpan().ContainsAnyExcept('0') ? format : "0";
}
