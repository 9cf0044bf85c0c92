namespace NumberingRules;

/// <summary>A series in a book, and whether it is closed.</summary>
/// <param name="Series">The series.</param>
/// <param name="Closed">Closed for ever.</param>
/// <param name="Successor">Where a closed series' numbers come from.</param>
public sealed record OwnedSeries(Series Series, bool Closed = false, SeriesId? Successor = null);

/// <summary>The series of a book in the order they were added, found by id and by what they print.</summary>
/// <remarks>Equality is by value. A look-up costs the same, however many series there are; the end of a chain costs its links; adding and closing copy the list.</remarks>
public sealed class BookSeries : IEquatable<BookSeries>
{
    private readonly Dictionary<SeriesId, int> _byId = [];
    private readonly PrinterIndex _printers = new();

    private BookSeries(ValueList<OwnedSeries> all)
    {
        All = all;
        foreach (var owned in all)
        {
            _byId.Add(owned.Series.Id, _byId.Count);
            _printers.Add(owned.Series);
        }
    }

    /// <summary>The series, the default one first.</summary>
    public ValueList<OwnedSeries> All { get; }

    /// <summary>The default series, from which whatever names none is numbered.</summary>
    public SeriesId First => All[0].Series.Id;

    internal static BookSeries Empty { get; } = new(default);

    /// <summary>The series with this id, if there is one.</summary>
    public OwnedSeries? Find(SeriesId id) => _byId.TryGetValue(id, out var at) ? All[at] : null;

    /// <summary>Whether there is a series with this id.</summary>
    public bool Contains(SeriesId id) => _byId.ContainsKey(id);

    /// <summary>The series that issues what is asked of this one: itself, or the end of its chain of successors (SPEC §6, <c>closeSeries</c>).</summary>
    /// <exception cref="KeyNotFoundException">There is no such series.</exception>
    public OwnedSeries EndOfChain(SeriesId id)
    {
        var owned = All[_byId[id]];
        while (owned.Successor is { } successor)
        {
            owned = All[_byId[successor]];
        }

        return owned;
    }

    /// <summary>The series that prints this text, closed or not, and where it counts; at most one does (law 11).</summary>
    public OwnedSeries? PrinterOf(InvoiceNumber number, out ParsedNumber parsed)
    {
        ArgumentNullException.ThrowIfNull(number);
        return _printers.Find(number.Text, out parsed) is { } series ? Find(series.Id) : null;
    }

    /// <inheritdoc/>
    public bool Equals(BookSeries? other) => other is not null && All == other.All;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as BookSeries);

    /// <inheritdoc/>
    public override int GetHashCode() => All.GetHashCode();

    internal Series? PrintingSameTextAs(Series series)
    {
        foreach (var owned in All)
        {
            if (owned.Series.CouldPrintSameTextAs(series))
            {
                return owned.Series;
            }
        }

        return null;
    }

    internal BookSeries Add(Series series) => new(All.Add(new(series)));

    internal BookSeries Close(SeriesId id, SeriesId? successor) =>
        new(All.SetAt(_byId[id], All[_byId[id]] with { Closed = true, Successor = successor }));

    internal static BookSeries Of(IEnumerable<Series> series) => new([.. series.Select(one => new OwnedSeries(one))]);
}
