using FsCheck;
using FsCheck.Fluent;

namespace NumberingRules.Tests.Laws;

/// <summary>The few names, numbers and dates that generated commands are about: few, so that they meet.</summary>
internal static class Words
{
    internal static readonly DateOnly[] AllDates =
    [
        new(1999, 12, 31), new(2026, 1, 5), new(2026, 3, 31), new(2026, 4, 1), new(2027, 1, 1), new(2100, 6, 1),
    ];

    internal static readonly InvoiceId[] AllInvoices = ["I1", "I2", "I3", "I4", "I5"];

    internal static readonly Gen<InvoiceId> Invoices = Gen.Elements(AllInvoices);

    internal static readonly Gen<ErpKey> Keys = Gen.Elements<ErpKey>("K1", "K2", "K3", "K4", "K5", "K6");

    internal static readonly Gen<InvoiceNumber> Numbers = Gen.Elements<InvoiceNumber>("A-1", "A-2", "7", "26-1", "B2", "X-1", "L1", "LC2", "N/1");

    internal static readonly Gen<Scope> Scopes = Gen.Elements<Scope>("N", "S", "S", "n", "NN");

    internal static readonly Gen<FormName> Forms = Gen.Frequency((5, Gen.Constant<FormName>("credit")), (1, Gen.Constant<FormName>("debit")));

    internal static readonly Gen<DateOnly> Dates = Gen.Frequency(
        (1, Gen.Elements(AllDates[0], AllDates[^1])),
        (6, Gen.Elements(AllDates[1..^1])));

    internal static readonly Gen<long?> Versions = Gen.Elements<long?>(null, null, 0, 1, 2, 3);

    internal static readonly Gen<long?> Attempts = Gen.Elements<long?>(null, null, 0, 1, 2, 3);

    internal static readonly Gen<Reason> Reasons = Gen.Constant<Reason>("because");

    internal static readonly Gen<bool> Rarely = Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)));

    internal static readonly Gen<Company> Companies =
        Gen.Frequency((6, Gen.Constant<Company>("acme")), (1, Gen.Constant<Company>("other")));

    internal static readonly Gen<SyncFrom> SyncFroms =
        Gen.Elements<SyncFrom>(default, default, SyncFrom.None, AllDates[1], AllDates[3]);

    internal static Gen<T?> Seldom<T>(Gen<T> gen)
        where T : class => Gen.Frequency((3, Gen.Constant<T?>(null)), (1, gen.Select(T? (some) => some)));

    internal static Gen<T?> Maybe<T>(Gen<T> gen)
        where T : class => Gen.Frequency((3, Gen.Constant<T?>(null)), (2, gen.Select(T? (some) => some)));

    internal static Gen<T?> MaybeValue<T>(Gen<T> gen)
        where T : struct => Gen.Frequency((3, Gen.Constant<T?>(null)), (2, gen.Select(T? (some) => some)));
}
