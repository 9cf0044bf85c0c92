using System.Collections.Immutable;

namespace NumberingRules;

/// <summary>A series in a book, and whether it is closed.</summary>
/// <param name="Series">The series.</param>
/// <param name="Closed">Closed for ever.</param>
/// <param name="Successor">Where a closed series' numbers come from.</param>
public sealed record OwnedSeries(Series Series, bool Closed = false, SeriesId? Successor = null);

/// <summary>The series of a book in the order they were added, found by id and by what they print.</summary>
/// <remarks>
/// Equality is by value. A look-up costs the logarithm of the number of series, and so do adding and closing, which
/// share what they leave alone; the end of a chain costs its links.
/// </remarks>
public sealed class BookSeries : IEquatable<BookSeries>
{
    // Nearly every book has few series, and every command asks for one.
    private const int Few = 4;

    private readonly ImmutableList<SeriesId> _order;
    private readonly OwnedSeries[] _first;
    private readonly ImmutableDictionary<SeriesId, OwnedSeries> _byId;
    private readonly FormatIndex _forms;

    private BookSeries(ImmutableList<SeriesId> order, ImmutableDictionary<SeriesId, OwnedSeries> byId, FormatIndex forms) =>
        (_order, _byId, _forms, _first) = (order, byId, forms, [.. order.Take(Few).Select(id => byId[id])]);

    /// <summary>The series, the default one first.</summary>
    public IEnumerable<OwnedSeries> All => _order.Select(id => _byId[id]);

    /// <summary>How many there are.</summary>
    public int Count => _order.Count;

    /// <summary>The default series, from which whatever names none is numbered.</summary>
    public SeriesId First => _first[0].Series.Id;

    internal static BookSeries Empty { get; } = new([], ImmutableDictionary.Create<SeriesId, OwnedSeries>(NameComparer<SeriesId>.Instance), FormatIndex.Empty);

    /// <summary>The series with this id, if there is one.</summary>
    public OwnedSeries? Find(SeriesId id)
    {
        ArgumentNullException.ThrowIfNull(id);
        foreach (var owned in _first)
        {
            if (owned.Series.Id.Text == id.Text)
            {
                return owned;
            }
        }

        return _order.Count > _first.Length ? _byId.GetValueOrDefault(id) : null;
    }

    /// <summary>Whether there is a series with this id.</summary>
    public bool Contains(SeriesId id) => Find(id) is not null;

    /// <summary>The series that issues what is asked of this one: itself, or the end of its chain of successors (SPEC §6, <c>closeSeries</c>).</summary>
    /// <exception cref="KeyNotFoundException">There is no such series.</exception>
    public OwnedSeries EndOfChain(SeriesId id)
    {
        var owned = Find(id) ?? throw new KeyNotFoundException($"the book has no series '{id}'");
        while (owned.Successor is { } successor)
        {
            owned = Find(successor)!;
        }

        return owned;
    }

    /// <summary>The series that prints this text, closed or not, and where it counts; at most one does (law 11).</summary>
    public OwnedSeries? PrinterOf(InvoiceNumber number, out ParsedNumber parsed)
    {
        ArgumentNullException.ThrowIfNull(number);
        return _forms.Printing(number.Text, out parsed) is { } form ? _byId[form.Series.Id] : null;
    }

    /// <inheritdoc/>
    public bool Equals(BookSeries? other) =>
        ReferenceEquals(this, other) || (other is not null && Count == other.Count && All.SequenceEqual(other.All));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as BookSeries);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Count, _order.LastOrDefault());

    /// <summary>Their ids.</summary>
    public override string ToString() => string.Join(", ", _order);

    /// <summary>A series of the book that could print a text that this one could print, whatever their bounds.</summary>
    internal Series? PrintingSameTextAs(Series series)
    {
        foreach (var form in series.Forms)
        {
            if (_forms.Overlapping(form.Format) is { } other)
            {
                return other.Series;
            }
        }

        return null;
    }

    internal BookSeries Add(Series series) =>
        new(_order.Add(series.Id), _byId.SetItem(series.Id, new(series)), series.Forms.Aggregate(_forms, static (forms, form) => forms.Add(form)));

    internal BookSeries Close(SeriesId id, SeriesId? successor) =>
        new(_order, _byId.SetItem(id, _byId[id] with { Closed = true, Successor = successor }), _forms);

    internal static BookSeries Of(IEnumerable<Series> series) => series.Aggregate(Empty, static (all, one) => all.Add(one));
}
