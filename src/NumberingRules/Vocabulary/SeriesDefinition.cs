using System.Text.Json.Serialization;

namespace NumberingRules;

/// <summary>When a series starts counting anew. The document date decides, never today's.</summary>
[JsonConverter(typeof(NameJsonConverter<Reset>))]
public enum Reset
{
    /// <summary>Never: one run for ever.</summary>
    Never,

    /// <summary>With every calendar year.</summary>
    Yearly,

    /// <summary>With every month.</summary>
    Monthly,

    /// <summary>With every fiscal year.</summary>
    Fiscal,
}

/// <summary>Whether a series minds the order of document dates.</summary>
[JsonConverter(typeof(NameJsonConverter<DateOrder>))]
public enum DateOrder
{
    /// <summary>A back-dated invoice takes the next number of its period.</summary>
    Any,

    /// <summary>A date before the latest one numbered is rejected.</summary>
    Enforced,
}

/// <summary>
/// A series as somebody wishes it, not yet checked: <see cref="Series.TryCreate"/> says whether it can be.
/// Equality is by value of every field.
/// </summary>
/// <param name="Id">Its id in the book.</param>
/// <param name="Format">Literal ASCII text and tokens: <c>{seq}</c>, <c>{seq:0000}</c>, <c>{date:yyyy|yy|MM|dd}</c>, <c>{fiscalStart:yyyy|yy}</c>, <c>{fiscalEnd:yyyy|yy}</c>, <c>{scope:AAA}</c>; <c>{{</c> and <c>}}</c> for braces.</param>
/// <param name="Start">The first sequence number of each period, 1 to <see cref="Series.LastSequenceNumber"/>.</param>
/// <param name="Max">The last sequence number of each period; none: the last whose text fits <paramref name="MaxLength"/> in every form.</param>
/// <param name="Reset">When it starts counting anew.</param>
/// <param name="FiscalYearStartMonth">The month on whose 1st the fiscal year starts, 1 to 12.</param>
/// <param name="DateOrder">Whether a back-dated invoice may be numbered.</param>
/// <param name="MaxLength">The most characters a number may have, 1 to 64.</param>
/// <param name="Forms">Further formats by name, for documents that share the counter: credit notes beside invoices.</param>
/// <param name="ValidFrom">The first document date it numbers, if there is a limit.</param>
/// <param name="ValidUntil">The last document date it numbers, if there is a limit.</param>
public sealed record SeriesDefinition(
    SeriesId Id,
    string Format,
    long Start = 1,
    long? Max = null,
    Reset Reset = Reset.Never,
    long FiscalYearStartMonth = 1,
    DateOrder DateOrder = DateOrder.Any,
    long MaxLength = 64,
    ValueList<SeriesForm> Forms = default,
    DateOnly? ValidFrom = null,
    DateOnly? ValidUntil = null)
{
    /// <summary>Further formats, in the order of their names: two definitions with the same forms are equal, however they were listed.</summary>
    [JsonConverter(typeof(SeriesFormsJsonConverter))]
    public ValueList<SeriesForm> Forms { get; init => field = InOrder(value); } = InOrder(Forms);

    private static ValueList<SeriesForm> InOrder(ValueList<SeriesForm> forms) =>
        forms.Count < 2 ? forms : [.. forms.OrderBy(static form => form?.Name?.Text, StringComparer.Ordinal)];
}
