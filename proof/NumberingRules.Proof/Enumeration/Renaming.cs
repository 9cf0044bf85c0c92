namespace NumberingRules.Proof.Enumeration;

/// <summary>
/// Keys and ERP numbers told apart by nothing but their names. The rules compare names for equality only, and the
/// alphabet holds every command under every renaming, so a state and its renamed twin allow the same, renamed: it is
/// enough to look at one of them. Numbers that a series could print, or that are given as home numbers, are not among
/// them. Invoice ids are interchangeable too: the n-th to appear is called I-n, because only that id is offered.
/// </summary>
internal sealed class Renaming(Dictionary<ErpKey, ErpKey> keys, Dictionary<InvoiceNumber, InvoiceNumber> numbers)
{
    internal static Renaming[] AllBut(ErpKey[] keys, InvoiceNumber[] numbers) =>
        [.. Orders(keys).SelectMany(k => Orders(numbers).Select(n => new Renaming(Between(keys, k), Between(numbers, n)))).Skip(1)];

    internal Invoice Of(Invoice invoice) => invoice with
    {
        Records = [.. invoice.Records.Select(Of)],
        Released = [.. invoice.Released.Select(Of)],
        Claims = [.. invoice.Claims.Select(claim => claim.System == Side.Erp ? claim with { Number = Of(claim.Number)! } : claim)],
    };

    private static Dictionary<T, T> Between<T>(T[] from, T[] to)
        where T : notnull => from.Zip(to).ToDictionary(pair => pair.First, pair => pair.Second);

    /// <summary>Every order of some items, the one given first.</summary>
    private static IEnumerable<T[]> Orders<T>(T[] items) => items.Length == 0
        ? [[]]
        : items.Index().SelectMany(first => Orders([.. items[..first.Index], .. items[(first.Index + 1)..]]).Select(rest => (T[])[first.Item, .. rest]));

    private ErpRecord Of(ErpRecord record) => record with { Key = keys.GetValueOrDefault(record.Key, record.Key), Number = Of(record.Number) };

    private InvoiceNumber? Of(InvoiceNumber? number) => number is null ? null : numbers.GetValueOrDefault(number, number);
}
