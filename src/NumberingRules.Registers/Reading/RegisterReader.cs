using System.Globalization;

namespace NumberingRules.Registers;

/// <summary>
/// Reads a register row by row and says what each row is. What a row holds is gone when the next is read: memory does
/// not grow with the file.
/// </summary>
internal sealed class RegisterReader : IDisposable
{
    // A register has a handful of statuses; a column with more is another one.
    private const int MostStatuses = 65_000;

    private const int MostShown = 10;

    private readonly IRecords _records;
    private readonly Columns _columns;
    private readonly RegisterOptions _options;
    private readonly Names _statuses = new(MostStatuses, "status");
    private readonly Names _companies = new(1 << 20, "company");
    private readonly List<DocumentState> _states = [];
    private readonly List<bool> _ignored = [];
    private readonly string[] _noNumber;
    private readonly DateReader _dates;
    private readonly bool _datesAreTold;
    private char[] _key = new char[256];
    private int _keyLength;
    private bool _above;
    private bool _filtered;

    private RegisterReader(IRecords records, Columns columns, (DateOnly From, DateOnly To)? period, RegisterOptions options, List<string> notes)
    {
        (_records, _columns, _options, Notes) = (records, columns, options, notes);
        _noNumber = [.. Preset?.NoNumber ?? []];
        _datesAreTold = options.DateFormat is not null;
        _dates = new(options.DateFormat is { } told ? [told] : Preset?.DateFormats ?? ["yyyy-MM-dd"], options.Year, period);
    }

    /// <summary>The preset that is used, told or recognised.</summary>
    internal Preset? Preset => _columns.Preset;

    /// <summary>What somebody should know of how the file is read.</summary>
    internal IReadOnlyList<string> Notes { get; }

    /// <summary>Whether rows have a key beside their number.</summary>
    internal bool HasKey => _columns.Key.Length > 0;

    internal bool HasExtra => _columns.Extra.Length > 0;

    internal bool HasStatus => _columns.Status is not null;

    internal bool HasCompanies => _columns.Company is not null;

    internal long Line => _records.Line;

    /// <summary>The number; empty when the document has none.</summary>
    internal ReadOnlySpan<char> Number
    {
        get
        {
            var number = Mangled.Unwrap(_records[_columns.Number]);
            foreach (var none in _noNumber)
            {
                if (number.SequenceEqual(none))
                {
                    return default;
                }
            }

            return number;
        }
    }

    /// <summary>The key of a register that has one beside the number: several columns joined by a vertical bar.</summary>
    internal ReadOnlySpan<char> Key => _key.AsSpan(0, _keyLength);

    /// <summary>The document date; none for a draft that has neither number nor date.</summary>
    internal DateOnly? Date { get; private set; }

    /// <summary>The status as it is written, as an index of <see cref="StatusOf"/>.</summary>
    internal int Status { get; private set; }

    /// <summary>The company, as an index of <see cref="CompanyOf"/>.</summary>
    internal int Company { get; private set; }

    /// <summary>How many rows <c>--where</c>, or the preset's, left out.</summary>
    internal long LeftOut { get; private set; }

    /// <summary>The first row whose date does not fit the format.</summary>
    internal BadRow? Misread { get; private set; }

    /// <summary>Why the row cannot be read.</summary>
    internal BadRow Bad { get; private set; }

    /// <summary>Whether the row runs to the end of the file, for a quotation mark in it is never closed.</summary>
    internal bool IsSwallowed => _records is CsvRecords { IsNeverClosed: true };

    internal string StatusOf(int status) => _statuses[status];

    internal string CompanyOf(int company) => _companies[company];

    internal DocumentState StateOf(int status) => _states.Count == 0 ? DocumentState.Normal : _states[status];

    /// <summary>A value of a further column that was asked for.</summary>
    internal ReadOnlySpan<char> Extra(int at) => Mangled.Unwrap(_records[_columns.Extra[at]]);

    /// <exception cref="UnreadableException">It cannot be read at all.</exception>
    internal static RegisterReader Open(Stream input, RegisterOptions options)
    {
        var notes = new List<string>();
        var (records, columns, period) = RegisterFile.Open(input, options, notes);
        if (columns.Preset is { } preset && options.From is null)
        {
            notes.Add($"the header is that of {preset.Title}: it is read as --from {preset.Name}");
        }

        return new(records, columns, period, options, notes);
    }

    /// <summary>Reads the next row that counts; rows that <c>--where</c> leaves out are passed over.</summary>
    /// <exception cref="UnreadableException">The rest cannot be read.</exception>
    internal bool Read(out RowKind kind)
    {
        while (_records.Read())
        {
            if (Classify() is { } counts)
            {
                kind = counts;
                _above = kind == RowKind.Document || (_above && kind is RowKind.Continuation or RowKind.Blank);
                return true;
            }
        }

        kind = default;
        return false;
    }

    /// <summary>What to say when dates do not fit the format and another format fits every row; null otherwise.</summary>
    internal string? WrongDateFormat() =>
        Misread is not null && !(_datesAreTold && _options.SkipBad) && _dates.Advice() is { } advice
            ? $"the dates are not written as {_dates.Formats}; {advice}"
            : null;

    /// <summary>What to say when a column of statuses is told and nothing says which of them mean void or draft; null otherwise.</summary>
    internal string? UnjudgedStatuses() =>
        _options is { Status: not null, Void: [], Draft: [] } && Preset is null && _statuses.Count > 1
            ? $"no status is taken for void or draft; there are {string.Join(", ", Enumerable.Range(0, Math.Min(MostShown, _statuses.Count)).Select(StatusOf).Select(status => $"'{Printable.Short(status)}'"))}: --void and --draft name those that are"
            : null;

    /// <summary>What to say when <c>--where</c>, or the preset's, left rows out; null otherwise.</summary>
    internal string? WhatIsLeftOut() => LeftOut == 0
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{LeftOut:N0} {(LeftOut == 1 ? "row is" : "rows are")} left out, as {(_options.Where.Count > 0 ? "--where" : "the preset")} says");

    public void Dispose() => _records.Dispose();

    private RowKind? Classify()
    {
        var number = Number;
        var written = _records[_columns.Date];
        if (IsSwallowed)
        {
            return IsBad(_records.Count - 1, _records.DamageOf(_records.Count - 1)!);
        }

        if (written.IsEmpty && (number.IsEmpty || IsTotal(number)) && Structure(number) is { } structure)
        {
            // A line of a document that was left out is left out as well.
            return structure == RowKind.Continuation && _filtered ? null : structure;
        }

        if (_columns.IsHeaderAgain(_records))
        {
            return RowKind.Skipped;
        }

        foreach (var (column, values) in _columns.Where)
        {
            if (!IsOneOf(Mangled.Unwrap(_records[column]), values))
            {
                _filtered = true;
                _above = false;
                LeftOut++;
                return null;
            }
        }

        _filtered = false;
        return Document(number, written);
    }

    /// <summary>What a row with neither number nor date is; null when it may still be a document, for it has a key.</summary>
    private RowKind? Structure(ReadOnlySpan<char> number)
    {
        var (first, others, hasKey) = (-1, 0, false);
        for (var at = 0; at < _records.Count; at++)
        {
            if (!_records[at].IsEmpty)
            {
                (first, others) = (first < 0 ? at : first, first < 0 ? 0 : others + 1);
            }
        }

        if (first < 0)
        {
            return RowKind.Blank;
        }

        if (IsTotal(_records[first]))
        {
            return RowKind.Skipped;
        }

        foreach (var column in _columns.Key)
        {
            hasKey |= column != _columns.Number && !_records[column].IsEmpty;
        }

        if (hasKey && ReadKey(number))
        {
            return null;
        }

        // A heading: the first column alone, as reports have it above a customer's rows and at their end.
        return others == 0 && first == 0 && !IsNeeded(0) ? RowKind.Skipped
            : _above || _filtered ? RowKind.Continuation
            : RowKind.Blank;
    }

    private bool IsNeeded(int column) =>
        column == _columns.Number || column == _columns.Date || column == _columns.Status || Array.IndexOf(_columns.Key, column) >= 0;

    private static bool IsTotal(ReadOnlySpan<char> value)
    {
        foreach (var word in (ReadOnlySpan<string>)["Total", "Totals", "Overall Total", "Grand Total", "Subtotal", "Sub-total", "Sum", "Summe", "Gesamt", "Gesamtsumme", "Zwischensumme"])
        {
            if (value.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (value.Length == word.Length || !char.IsLetterOrDigit(value[word.Length])))
            {
                return true;
            }
        }

        return false;
    }

    private RowKind Document(ReadOnlySpan<char> number, ReadOnlySpan<char> written)
    {
        Status = _columns.Status is { } status ? IndexOfStatus(Mangled.Unwrap(_records[status])) : 0;
        if (_ignored.Count > 0 && _ignored[Status])
        {
            return RowKind.Skipped;
        }

        Company = _columns.Company is { } company ? _companies.IndexOf(_records[company], Line) : 0;
        if (_columns.Width is { } width && _records.Count > width)
        {
            for (var extra = width; extra < _records.Count; extra++)
            {
                if (!_records[extra].IsEmpty)
                {
                    return IsBad(width - 1, string.Create(CultureInfo.InvariantCulture, $"the row has {_records.Count} values, the header {width}"));
                }
            }
        }

        var hasKey = ReadKey(number);
        if (number.IsEmpty && !hasKey)
        {
            Bad = new(Line, _columns.NameOf(_columns.Number), HasKey ? "number and key must not both be empty" : "must not be empty");
            return RowKind.Blank;
        }

        if (!number.IsEmpty && Problem(number, _columns.Number) is { } numberProblem)
        {
            return IsBad(_columns.Number, numberProblem.Text, numberProblem.IsMangled);
        }

        if (HasKey)
        {
            foreach (var column in _columns.Key)
            {
                var part = Mangled.Unwrap(_records[column]);
                if (!part.IsEmpty && Problem(part, column) is { } keyProblem)
                {
                    return IsBad(column, keyProblem.Text, keyProblem.IsMangled);
                }
            }

            if (!hasKey)
            {
                return IsBad(_columns.Key[0], "must not be empty");
            }

            // Nothing keeps any part from being a key: together they can only be too long.
            if (_keyLength > Identifier.MaxLength)
            {
                return IsBad(_columns.Key[0], Identifier.Problem(Key.ToString())!);
            }
        }

        return ReadDate(number, written);
    }

    private RowKind ReadDate(ReadOnlySpan<char> number, ReadOnlySpan<char> written)
    {
        Date = null;
        if (written.IsEmpty && number.IsEmpty)
        {
            return RowKind.Document;
        }

        if (_records.DateOf(_columns.Date) is { } told)
        {
            Date = told;
        }
        else if (_records.DamageOf(_columns.Date) is { } damage && _records[_columns.Date] is not ['=', '"', .., '"'])
        {
            return IsBad(_columns.Date, damage);
        }
        else if (Mangled.Problem(written) is { } mangled)
        {
            return IsBad(_columns.Date, mangled, isMangled: true);
        }
        else if (written.IsEmpty)
        {
            return IsBad(_columns.Date, _records.Count <= _columns.Date
                ? string.Create(CultureInfo.InvariantCulture, $"the row has {_records.Count} values, the header {_columns.Width ?? _columns.Date + 1}")
                : "must not be empty");
        }
        else if (_dates.TryRead(Mangled.Unwrap(written), out var date))
        {
            Date = date;
        }
        else
        {
            _ = IsBad(_columns.Date, $"'{Printable.Short(written)}' is not a date written as {_dates.Formats}; --date-format tells another way");
            Misread ??= Bad;
            return RowKind.Bad;
        }

        return DocumentDate.Problem(Date.Value) is { } problem ? IsBad(_columns.Date, problem) : RowKind.Document;
    }

    private (string Text, bool IsMangled)? Problem(ReadOnlySpan<char> value, int column) =>
        _records.DamageOf(column) is { } damage && _records[column] is not ['=', '"', .., '"'] ? (damage, false)
        : Mangled.Problem(value) is { } mangled ? (mangled, true)
        : value.Length <= Identifier.MaxLength && !value.ContainsAnyExceptInRange(' ', '~') ? null
        : value.Contains('\uFFFD') ? ("holds bytes that are not text in this encoding; --encoding tells another one", false)
        : Identifier.Problem(value[..Math.Min(value.Length, 100_000)].ToString()) is { } problem ? (problem, false)
        : null;

    /// <summary>Joins the columns of the key. False when the key is blank.</summary>
    private bool ReadKey(ReadOnlySpan<char> number)
    {
        if (!HasKey)
        {
            return !number.IsEmpty;
        }

        _keyLength = 0;
        var any = false;
        var whole = true;
        for (var at = 0; at < _columns.Key.Length; at++)
        {
            var isNumber = _columns.Key[at] == _columns.Number;
            var part = isNumber ? number : Mangled.Unwrap(_records[_columns.Key[at]]);
            any |= !part.IsEmpty;
            whole &= !isNumber || !part.IsEmpty;
            if (at > 0)
            {
                Append('|');
            }

            foreach (var c in part)
            {
                Append(c);
                if (c == '|' && _columns.Key.Length > 1)
                {
                    Append(c);
                }
            }
        }

        return any && whole;
    }

    private void Append(char c)
    {
        if (_keyLength == _key.Length)
        {
            Array.Resize(ref _key, 2 * _keyLength);
        }

        _key[_keyLength++] = c;
    }

    private int IndexOfStatus(ReadOnlySpan<char> value)
    {
        var status = _statuses.IndexOf(value, Line);
        if (status == _states.Count)
        {
            _states.Add(
                IsOneOf(value, _options.Void.Count > 0 ? _options.Void : Preset?.Void ?? []) ? DocumentState.Void
                : IsOneOf(value, _options.Draft.Count > 0 ? _options.Draft : Preset?.Draft ?? []) ? DocumentState.Draft
                : DocumentState.Normal);
            _ignored.Add(_options.Status is null && IsOneOf(value, Preset?.Ignored ?? []));
        }

        return status;
    }

    private static bool IsOneOf(ReadOnlySpan<char> value, IReadOnlyList<string> values)
    {
        for (var at = 0; at < values.Count; at++)
        {
            if (value.Equals(values[at], StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private RowKind IsBad(int column, string problem, bool isMangled = false)
    {
        Bad = new(Line, _columns.NameOf(column), problem, isMangled);
        return RowKind.Bad;
    }

    /// <summary>Values that repeat, each kept once.</summary>
    private sealed class Names(int most, string what)
    {
        private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
        private readonly List<string> _names = [];
        private int _last = -1;

        internal int Count => _names.Count;

        internal string this[int index] => index < _names.Count ? _names[index] : "";

        internal int IndexOf(ReadOnlySpan<char> name, long line)
        {
            if (_last >= 0 && name.SequenceEqual(_names[_last]))
            {
                return _last;
            }

            var known = _indexes.GetAlternateLookup<ReadOnlySpan<char>>();
            if (!known.TryGetValue(name, out _last))
            {
                if (_names.Count == most || name.Length > Identifier.MaxLength)
                {
                    throw new UnreadableException(line, $"this does not look like the column of a {what}: it has too many or too long values");
                }

                _last = _names.Count;
                _names.Add(name.ToString());
                known[name] = _last;
            }

            return _last;
        }
    }
}
