using System.Buffers.Binary;
using System.Text;

namespace NumberingRules.Registers;

/// <summary>
/// The documents of a register, each key once. No object for each: keys and numbers lie behind one another in large
/// pieces, what else is known of a document in columns.
/// </summary>
internal sealed class DocumentTable
{
    private const int Bits = 20;
    private const int None = -1;
    private const int MostKept = 100_000;
    private const ushort SameAsKey = ushort.MaxValue;

    private readonly List<byte[]> _texts = [];
    private readonly Column<uint> _places = new();
    private readonly Column<int> _days = new();
    private readonly Column<uint> _lines = new();
    private readonly Column<ushort> _statuses = new();
    private readonly Column<int> _companies = new();
    private readonly HashSet<int> _inConflict = [];
    private readonly Column<(int Document, uint Line)> _further = new();
    private readonly byte[] _key = new byte[4 * Identifier.MaxLength];
    private readonly byte[] _number = new byte[4 * Identifier.MaxLength];
    private readonly RegisterReader _reader;

    // Only needed while reading.
    private Column<int>? _hashes = new();
    private int[]? _index = NewIndex(1 << 12);
    private uint _end;
    private int _last = None;

    private long _rows;
    private long _blank;
    private long _skipped;

    internal DocumentTable(RegisterReader reader) => _reader = reader;

    internal int Count => _places.Count;

    /// <summary>The documents that are not in conflict.</summary>
    internal IEnumerable<int> Documents => Enumerable.Range(0, Count).Where(document => !IsInConflict(document));

    internal ShapeTable Shapes { get; } = new();

    /// <summary>The values of the further column that was asked for, one for each document; empty when none was.</summary>
    internal List<string> Extras { get; } = [];

    /// <summary>Values of the further column on rows that no document took them from: a line of another's, a row in conflict or without a key.</summary>
    internal HashSet<string> StrayExtras { get; } = new(StringComparer.Ordinal);

    /// <summary>How many rows may stand for documents and were not taken: what is not among the documents may be among them.</summary>
    internal long NotTaken => Conflicts().Sum(conflict => (long)conflict.Lines.Count) + BadCount + Unnumbered.Count + _reader.LeftOut;

    /// <summary>Rows that cannot be read, as many as are kept.</summary>
    internal List<BadRow> Bad { get; } = [];

    /// <summary>Rows without a number where the number is the key, as many as are kept; they count as blank.</summary>
    internal List<BadRow> Unnumbered { get; } = [];

    /// <summary>The row that swallows the rest of the file with a quotation mark that is never closed.</summary>
    internal BadRow? Swallowed { get; private set; }

    internal long BadCount { get; private set; }

    internal RegisterReader Reader => _reader;

    /// <summary>Reads the whole register.</summary>
    /// <exception cref="UnreadableException">The rest cannot be read.</exception>
    internal void ReadAll()
    {
        while (_reader.Read(out var kind))
        {
            _rows++;
            switch (kind)
            {
                case RowKind.Document:
                    _last = Add();
                    break;
                case RowKind.Continuation when _last != None:
                    Merge(_last);
                    break;
                case RowKind.Bad:
                    _skipped++;
                    BadCount++;
                    Swallowed ??= _reader.IsSwallowed ? _reader.Bad : null;
                    if (Bad.Count < MostKept)
                    {
                        Bad.Add(_reader.Bad);
                    }

                    _last = None;
                    break;
                case RowKind.Skipped:
                    _skipped++;
                    break;
                default:
                    _blank++;
                    if (_reader.Bad.Line == _reader.Line && Unnumbered.Count < MostKept)
                    {
                        Unnumbered.Add(_reader.Bad);
                    }

                    break;
            }

            if (_reader.HasExtra && _reader.Extra(0) is { IsEmpty: false } extra && (_last == None || !extra.SequenceEqual(Extras[_last])))
            {
                StrayExtras.Add(extra.ToString());
            }
        }

        if (_reader.HasExtra)
        {
            StrayExtras.UnionWith(_inConflict.Select(document => Extras[document]));
        }

        (_index, _hashes) = (null, null);
    }

    internal long LineOf(int document) => _lines[document];

    /// <summary>The day number of its date; -1 when it has none.</summary>
    internal int DayOf(int document) => _days[document];

    /// <summary>The date of a document that has one.</summary>
    internal DateOnly DateOf(int document) => DateOnly.FromDayNumber(DayOf(document));

    internal int CompanyOf(int document) => _reader.HasCompanies ? _companies[document] : 0;

    internal DocumentState StateOf(int document) => _reader.StateOf(StatusOf(document));

    internal bool IsInConflict(int document) => _inConflict.Count > 0 && _inConflict.Contains(document);

    internal string KeyTextOf(int document) => Encoding.UTF8.GetString(KeyOf(document));

    internal string NumberTextOf(int document) => Encoding.UTF8.GetString(NumberOf(document));

    internal InvoiceNumber? InvoiceNumberOf(int document) => NumberTextOf(document) is { Length: > 0 } number ? number : null;

    /// <summary>The number as UTF-8; empty when it has none.</summary>
    internal ReadOnlySpan<byte> NumberOf(int document)
    {
        var entry = EntryOf(document);
        int length = BinaryPrimitives.ReadUInt16LittleEndian(entry);
        int number = BinaryPrimitives.ReadUInt16LittleEndian(entry[2..]);
        return number == SameAsKey ? entry.Slice(4, length) : entry.Slice(4 + length, number);
    }

    internal Totals Totals()
    {
        var (documents, merged, draft, voids) = (0L, 0L, 0L, 0L);
        for (var document = 0; document < Count; document++)
        {
            if (IsInConflict(document))
            {
                continue;
            }

            documents++;
            var state = StateOf(document);
            draft += state == DocumentState.Draft ? 1 : 0;
            voids += state == DocumentState.Void ? 1 : 0;
        }

        for (var at = 0; at < _further.Count; at++)
        {
            merged += IsInConflict(_further[at].Document) ? 0 : 1;
        }

        return new(_rows, documents, merged, _blank, draft, voids, _skipped, _inConflict.Count);
    }

    /// <summary>The keys in conflict with all their lines, in order of appearance.</summary>
    internal IReadOnlyList<Conflict> Conflicts()
    {
        var lines = _inConflict.ToDictionary(document => document, document => new List<long> { LineOf(document) });
        for (var at = 0; lines.Count > 0 && at < _further.Count; at++)
        {
            var (document, line) = _further[at];
            if (lines.TryGetValue(document, out var some))
            {
                some.Add(line);
            }
        }

        return
        [
            .. lines.OrderBy(pair => pair.Key).Select(pair => new Conflict(
                _reader.HasCompanies ? _reader.CompanyOf(CompanyOf(pair.Key)) : null, KeyTextOf(pair.Key), pair.Value)),
        ];
    }

    /// <summary>Keys that several companies have, with a line of each.</summary>
    internal IReadOnlyList<(string Key, long Line, long Other)> SharedKeys()
    {
        if (!_reader.HasCompanies)
        {
            return [];
        }

        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        var shared = new List<(string, long, long)>();
        for (var document = 0; document < Count; document++)
        {
            var key = KeyTextOf(document);
            if (!first.TryAdd(key, document))
            {
                shared.Add((key, LineOf(first[key]), LineOf(document)));
            }
        }

        return shared;
    }

    private static int[] NewIndex(int size)
    {
        var index = new int[size];
        Array.Fill(index, None);
        return index;
    }

    private ReadOnlySpan<byte> EntryOf(int document)
    {
        var place = _places[document];
        return _texts[(int)(place >> Bits)].AsSpan((int)(place & ((1 << Bits) - 1)));
    }

    private ReadOnlySpan<byte> KeyOf(int document)
    {
        var entry = EntryOf(document);
        return entry.Slice(4, BinaryPrimitives.ReadUInt16LittleEndian(entry));
    }

    private int StatusOf(int document) => _reader.HasStatus ? _statuses[document] : 0;

    private void Merge(int document) => _further.Add((document, (uint)_reader.Line));

    private int Add()
    {
        var numberText = _reader.Number;
        var keyText = _reader.HasKey ? _reader.Key : numberText;
        var key = _key.AsSpan(0, Encoding.UTF8.GetBytes(keyText, _key));
        var number = _reader.HasKey ? _number.AsSpan(0, Encoding.UTF8.GetBytes(numberText, _number)) : key;
        var day = _reader.Date?.DayNumber ?? None;
        var hash = HashCode.Combine(string.GetHashCode(keyText, StringComparison.Ordinal), _reader.Company);
        var index = _index!;
        var mask = index.Length - 1;
        var at = hash & mask;
        for (; index[at] != None; at = (at + 1) & mask)
        {
            var document = index[at];
            if (_hashes![document] == hash && CompanyOf(document) == _reader.Company && KeyOf(document).SequenceEqual(key))
            {
                Merge(document);
                if (_days[document] != day || StatusOf(document) != _reader.Status || (_reader.HasKey && !NumberOf(document).SequenceEqual(number)))
                {
                    _inConflict.Add(document);
                }

                return document;
            }
        }

        var added = Count;
        Keep(key, number);
        _hashes!.Add(hash);
        _days.Add(day);
        _lines.Add((uint)_reader.Line);
        if (_reader.HasStatus)
        {
            _statuses.Add((ushort)_reader.Status);
        }

        if (_reader.HasCompanies)
        {
            _companies.Add(_reader.Company);
        }

        Shapes.Add(numberText, _reader.Company);
        if (_reader.HasExtra)
        {
            Extras.Add(_reader.Extra(0).ToString());
        }

        index[at] = added;
        if (Count > index.Length / 4 * 3)
        {
            Grow();
        }

        return added;
    }

    private void Keep(ReadOnlySpan<byte> key, ReadOnlySpan<byte> number)
    {
        var length = 4 + key.Length + (_reader.HasKey ? number.Length : 0);
        const uint Piece = 1u << Bits;
        if ((_end & (Piece - 1)) + length > Piece || _texts.Count == 0)
        {
            if (_texts.Count == 1 << (32 - Bits))
            {
                throw new UnreadableException(_reader.Line, "the keys and numbers of the register are longer than 4 GB together");
            }

            _end = (uint)_texts.Count * Piece;
            _texts.Add(new byte[Piece]);
        }

        var room = _texts[^1].AsSpan((int)(_end & (Piece - 1)), length);
        BinaryPrimitives.WriteUInt16LittleEndian(room, (ushort)key.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(room[2..], _reader.HasKey ? (ushort)number.Length : SameAsKey);
        key.CopyTo(room[4..]);
        if (_reader.HasKey)
        {
            number.CopyTo(room[(4 + key.Length)..]);
        }

        _places.Add(_end);
        // A piece that is exactly full is left by the next one.
        _end += (uint)length;
        if ((_end & (Piece - 1)) == 0)
        {
            _end--;
        }
    }

    private void Grow()
    {
        _index = null;
        var index = NewIndex(checked(2 * (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Count)));
        var mask = index.Length - 1;
        for (var document = 0; document < Count; document++)
        {
            var at = _hashes![document] & mask;
            while (index[at] != None)
            {
                at = (at + 1) & mask;
            }

            index[at] = document;
        }

        _index = index;
    }
}
