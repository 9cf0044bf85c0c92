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

    private BookSeries(ImmutableList<SeriesId> order, ImmutableDictionary<SeriesId, OwnedSeries> byId, FormatIndex forms)
    {
        (_order, _byId, _forms, _first) = (order, byId, forms, new OwnedSeries[Math.Min(order.Count, Few)]);
        for (var at = 0; at < _first.Length; at++)
        {
            _first[at] = byId[order[at]];
        }
    }

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

    /// <summary>The series that issues what is asked of this one: itself, or the end of its chain of successors.</summary>
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

    /// <summary>The series that prints this text, closed or not, and where it counts; at most one does.</summary>
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

    /// <summary>Which form of a series could print the same text as one of the book, whatever their bounds, in words; null if none could.</summary>
    internal string? SameTextAs(Series series)
    {
        foreach (var form in series.Forms)
        {
            if (_forms.Overlapping(form.Format) is { } other)
            {
                return $"the {form} and the {other} of series '{other.Series.Id}' could print the same text";
            }
        }

        return null;
    }

    internal BookSeries Add(Series series) => AddAll([series]);

    /// <summary>Adds many at once: each then costs a fifth of what it costs alone.</summary>
    internal BookSeries AddAll(IReadOnlyCollection<Series> all)
    {
        var (byId, forms, owner) = (_byId.ToBuilder(), _forms, new object());
        foreach (var series in all)
        {
            byId[series.Id] = new(series);
            foreach (var form in series.Forms)
            {
                forms = forms.Add(form, owner);
            }
        }

        return new(_order.AddRange(all.Select(static series => series.Id)), byId.ToImmutable(), forms);
    }

    internal BookSeries Close(SeriesId id, SeriesId? successor) =>
        new(_order, _byId.SetItem(id, _byId[id] with { Closed = true, Successor = successor }), _forms);
}
