using System.Text;

namespace NumberingRules.Storage;

/// <summary>How a value is written and read as an object: asks for each of its fields in order, and makes it of the answers.</summary>
/// <param name="fields">The fields.</param>
/// <param name="value">The value to write; nothing when one is read.</param>
internal delegate T Shape<T>(ref EntryFields fields, T? value);

/// <summary>Whether an event has a reason.</summary>
internal enum ReasonUse
{
    None,
    Allowed,
    Needed,
}

/// <summary>
/// The fields of an object, in one of two directions. Writing, each method writes the value it is given and gives it
/// back; reading, it is given nothing and gives back what it reads. So one line names a field for both.
/// </summary>
internal ref struct EntryFields
{
    private readonly FieldWriter? _writer;
    private FieldReader _reader;

    private EntryFields(FieldWriter? writer, FieldReader reader)
    {
        _writer = writer;
        _reader = reader;
    }

    /// <summary>Whether values are read.</summary>
    internal readonly bool IsReading => _writer is null && !_reader.IsListing;

    /// <summary>The reason of the event, which is not among the fields: found when an event is written, put into it when it is read.</summary>
    internal Reason? Reason { get; private set; }

    /// <summary>Whether the event has a reason, once it was written or read.</summary>
    internal ReasonUse ReasonUse { get; private set; }

    /// <summary>What stands for the reason where an event that is read needs one and none is left.</summary>
    internal Reason? ReasonInstead { get; init; }

    internal static EntryFields Writing(FieldWriter writer) => new(writer, default);

    internal static EntryFields Reading(ReadOnlySpan<byte> json, Reason? reason = null, Reason? instead = null) => new(null, new(json)) { Reason = reason, ReasonInstead = instead };

    /// <summary>Neither writes nor reads: the names of all fields that are asked for go into a list.</summary>
    internal static EntryFields Listing(List<string> names) => new(null, new(default, names));

    internal InvoiceId Invoice(Event.OnInvoice? happened) => Name("invoice"u8, happened?.Invoice, InvoiceId.FromString);

    internal T Name<T>(ReadOnlySpan<byte> name, T? value, Func<string, T> make) where T : Identifier => OptionalName(name, value, make) ?? Lacking<T>(name);

    internal T? OptionalName<T>(ReadOnlySpan<byte> name, T? value, Func<string, T> make) where T : Identifier =>
        !IsNext(name, value is not null) ? value : _writer is null ? _reader.Name(make) : Written(value!.Text, value);

    internal SeriesId Series(ReadOnlySpan<byte> name, SeriesId? value) => OptionalSeries(name, value) ?? Lacking<SeriesId>(name);

    internal SeriesId? OptionalSeries(ReadOnlySpan<byte> name, SeriesId? value) =>
        !IsNext(name, value is not null) ? value : _writer is null ? _reader.Series() : Written(value!.Text, value);

    internal string Text(ReadOnlySpan<byte> name, string? value) => OptionalText(name, value) ?? Lacking<string>(name);

    internal string? OptionalText(ReadOnlySpan<byte> name, string? value) =>
        !IsNext(name, value is not null) ? value : _writer is null ? _reader.Text() : _writer.Text(value!);

    internal byte[] Salt(ReadOnlySpan<byte> name, byte[]? value) =>
        (!IsNext(name, value is not null) ? value : _writer is null ? _reader.Salt() : Written(Convert.ToHexStringLower(value!), value)) ?? Lacking<byte[]>(name);

    internal long Whole(ReadOnlySpan<byte> name, long? value) =>
        !IsNext(name, value is not null) ? Lacking<long>(name) : _writer is null ? _reader.Whole() : _writer.Whole(value.GetValueOrDefault());

    internal long? OptionalWhole(ReadOnlySpan<byte> name, long? value) =>
        !IsNext(name, value is not null) ? value : _writer is null ? _reader.Whole() : _writer.Whole(value.GetValueOrDefault());

    internal Period Period(ReadOnlySpan<byte> name, Period? value) =>
        !IsNext(name, value is not null) ? Lacking<Period>(name) : new((int)(_writer?.Whole(value.GetValueOrDefault().Value) ?? _reader.Whole(int.MinValue, int.MaxValue)));

    internal DateOnly Date(ReadOnlySpan<byte> name, DateOnly? value) => OptionalDate(name, value) ?? Lacking<DateOnly>(name);

    internal DateOnly? OptionalDate(ReadOnlySpan<byte> name, DateOnly? value) =>
        !IsNext(name, value is not null) ? value : _writer is null ? _reader.Date() : _writer.Date(value.GetValueOrDefault());

    internal DateTimeOffset Instant(ReadOnlySpan<byte> name, DateTimeOffset? value) =>
        !IsNext(name, value is not null) ? Lacking<DateTimeOffset>(name) : _writer is null ? _reader.Instant() : _writer.Instant(value.GetValueOrDefault());

    internal EntryHash? OptionalHash(ReadOnlySpan<byte> name, EntryHash? value) =>
        !IsNext(name, value is not null) ? value : _writer is null ? _reader.Hash() : _writer.Hash(value.GetValueOrDefault());

    internal Guid? OptionalIdentity(ReadOnlySpan<byte> name, Guid? value) =>
        OptionalText(name, value?.ToString("D")) is not { } text ? null
        : Guid.TryParseExact(text, "D", out var identity) && identity.ToString("D") == text ? identity
        : throw _reader.Refused("is not an identity in lower case with hyphens");

    internal T Choice<T>(ReadOnlySpan<byte> name, T? value) where T : struct, Enum
    {
        if (!IsNext(name, value is not null))
        {
            return Lacking<T>(name);
        }

        var names = NumberingRules.Name.All<T>();
        var choice = _writer is null ? names[_reader.Choice(names)] : _writer.Text(NumberingRules.Name.Of(value.GetValueOrDefault()));
        return NumberingRules.Name.TryParse<T>(choice, out var made) ? made : value.GetValueOrDefault();
    }

    /// <summary>How the event with the name that is read is shaped.</summary>
    internal Shape<Event> Event(ReadOnlySpan<byte> name)
    {
        var text = IsNext(name, false) ? _reader.Bytes() : Lacking<byte[]>(name);
        return EventTable.TryFind(text, out var found) ? found : throw new FieldException($"is a '{Encoding.UTF8.GetString(text)}', {JournalException.UnknownToThisVersion}");
    }

    internal T Object<T>(ReadOnlySpan<byte> name, T? value, Shape<T> shape) where T : class => OptionalObject(name, value, shape) ?? Lacking<T>(name);

    internal T? OptionalObject<T>(ReadOnlySpan<byte> name, T? value, Shape<T> shape) where T : class
    {
        if (!IsNext(name, value is not null) && !_reader.IsListing)
        {
            return value;
        }

        _reader.Enter(name);
        var made = Item(value, shape);
        _reader.Leave();
        return made;
    }

    /// <summary>A list that is never empty.</summary>
    internal ValueList<T> List<T>(ReadOnlySpan<byte> name, ValueList<T> items, Shape<T> shape) => OptionalList(name, items, shape) is { Count: > 0 } list ? list : Lacking<ValueList<T>>(name);

    /// <summary>A list that is left out when it is empty.</summary>
    internal ValueList<T> OptionalList<T>(ReadOnlySpan<byte> name, ValueList<T> items, Shape<T> shape) => IsNext(name, items.Count > 0) || _reader.IsListing ? Items(name, items, shape) : default;

    /// <summary>The findings of an entry. Seldom are there any: without, nothing generic over a value is run, which could not be compiled ahead.</summary>
    internal ValueList<Noted> Findings(ReadOnlySpan<byte> name, ValueList<Noted> findings) => IsNext(name, findings.Count > 0) || _reader.IsListing ? Items(name, findings, EventTable.Finding) : default;

    /// <summary>The reason of an event that needs one: it stands beside the body.</summary>
    internal Reason NeededReason(Reason? value) => ReasonBeside(value, ReasonUse.Needed) ?? ReasonInstead!;

    /// <summary>The reason of an event that may do without: it stands beside the body.</summary>
    internal Reason? OptionalReason(Reason? value) => ReasonBeside(value, ReasonUse.Allowed);

    internal void Begin()
    {
        _writer?.Begin();
        if (_writer is null)
        {
            _reader.Begin();
        }
    }

    internal void End()
    {
        _writer?.End();
        if (_writer is null)
        {
            _reader.End();
        }
    }

    /// <summary>Ends the outermost object: nothing may stand behind it.</summary>
    internal void EndAll()
    {
        _reader.End();
        _reader.Over();
    }

    private ValueList<T> Items<T>(ReadOnlySpan<byte> name, ValueList<T> items, Shape<T> shape)
    {
        if (_writer is not null)
        {
            _writer.BeginList();
            foreach (var item in items)
            {
                _writer.Item();
                Item(item, shape);
            }

            _writer.EndList();
            return items;
        }

        // Most lists hold one.
        List<T> made = new(1);
        _reader.Enter(name);
        _reader.BeginList();
        while (_reader.HasItem())
        {
            made.Add(Item(default, shape));
        }

        _reader.EndList(made.Count);
        return [.. made];
    }

    private T Item<T>(T? value, Shape<T> shape)
    {
        Begin();
        var made = shape(ref this, value);
        End();
        return made;
    }

    private readonly T Written<T>(string text, T value) where T : class?
    {
        _writer!.Text(text);
        return value;
    }

    private Reason? ReasonBeside(Reason? value, ReasonUse use)
    {
        (Reason, ReasonUse) = (_writer is null ? Reason : value, use);
        return IsNext("reason"u8, false) ? throw _reader.Refused("must stand beside the body, not in it") : Reason;
    }

    /// <summary>Whether the value of this field comes now: reading, because it stands there; writing, because there is one.</summary>
    private bool IsNext(ReadOnlySpan<byte> name, bool hasValue)
    {
        if (_writer is null)
        {
            return _reader.Is(name);
        }

        if (hasValue)
        {
            _writer.Field(name);
        }

        return hasValue;
    }

    private readonly T Lacking<T>(ReadOnlySpan<byte> name)
    {
        _reader.Lacks(name);
        return default!;
    }
}
