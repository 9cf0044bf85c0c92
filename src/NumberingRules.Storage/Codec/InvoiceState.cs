namespace NumberingRules.Storage;

/// <summary>
/// The whole state of an invoice as its row keeps it: compact JSON, what is as at first left out. It can be made again from
/// the journal at any time, so its form may change with the version of the tables. Law: <c>Read(Write(x)) == x</c>.
/// </summary>
internal static class InvoiceState
{
    [ThreadStatic]
    private static FieldWriter? _writer;

    /// <summary>The state of an invoice; it stays valid until the next one is written on this thread.</summary>
    internal static ReadOnlySpan<byte> Spell(Invoice invoice)
    {
        var writer = _writer ??= new();
        writer.Clear();
        var fields = EntryFields.Writing(writer);
        fields.Begin();
        Shape(ref fields, invoice);
        fields.End();
        return writer.Written;
    }

    /// <exception cref="JournalException">It is damaged, or a newer version wrote it.</exception>
    internal static Invoice Read(ReadOnlySpan<byte> state)
    {
        try
        {
            var fields = EntryFields.Reading(state);
            fields.Begin();
            var invoice = Shape(ref fields, null);
            fields.EndAll();
            return invoice;
        }
        catch (Exception damaged) when (damaged is FieldException or ArgumentException)
        {
            throw new JournalException($"the row of an invoice is damaged ({damaged.Message}); rebuild the derived rows from the journal", damaged);
        }
    }

    // Dates are day numbers, enumerated values their places in the order of declaration; an upper-case name is what has changed since creation.
    private static Invoice Shape(ref EntryFields f, Invoice? v)
    {
        var id = f.Name("i"u8, v?.Id, InvoiceId.FromString);
        var origin = (Side)Number(ref f, "o"u8, (long?)v?.Origin);
        var appeared = f.Whole("a"u8, v?.Appeared);
        var created = Day(f.Whole("d"u8, v?.CreatedDate.DayNumber));
        var series = f.OptionalSeries("s"u8, v?.CreatedSeries);
        var scope = f.OptionalName("m"u8, v?.CreatedScope, Scope.FromString);
        var form = f.OptionalName("f"u8, v?.CreatedForm, FormName.FromString);
        long attemptSince;
        return new(id, origin, created, series, appeared, scope, form)
        {
            Date = f.OptionalWhole("D"u8, v is null || v.Date == v.CreatedDate ? null : v.Date.DayNumber) is { } day ? Day(day) : created,
            Series = Changed(f.OptionalText("S"u8, v is null || v.Series == v.CreatedSeries ? null : v.Series?.Text ?? ""), series, SeriesId.FromString),
            Scope = Changed(f.OptionalText("M"u8, v is null || v.Scope == v.CreatedScope ? null : v.Scope?.Text ?? ""), scope, Scope.FromString),
            Form = Changed(f.OptionalText("F"u8, v is null || v.Form == v.CreatedForm ? null : v.Form?.Text ?? ""), form, FormName.FromString),
            Approval = (Approval)Number(ref f, "p"u8, (long?)v?.Approval),
            VoidedByHome = Number(ref f, "v"u8, v?.VoidedByHome == true ? 1 : 0) != 0,
            ErpSaidVoid = Number(ref f, "w"u8, v?.ErpSaidVoid == true ? 1 : 0) != 0,
            Attempt = Number(ref f, "n"u8, v?.Attempt),
            AttemptSince = attemptSince = Number(ref f, "x"u8, v?.AttemptSince),
            SentSince = f.OptionalWhole("z"u8, v is null || v.SentSince == v.AttemptSince ? null : v.SentSince) ?? attemptSince,
            StoredSync = (Sync)Number(ref f, "y"u8, (long?)v?.StoredSync),
            SentEpoch = Number(ref f, "e"u8, v?.SentEpoch),
            IsUnlinked = Number(ref f, "u"u8, v?.IsUnlinked == true ? 1 : 0) != 0,
            HomeNumber = f.OptionalName("h"u8, v?.HomeNumber, InvoiceNumber.FromString),
            IssuedBy = f.OptionalSeries("b"u8, v?.IssuedBy),
            Records = f.OptionalList("r"u8, v?.Records ?? default, EventTable.Record),
            Released = f.OptionalList("g"u8, v?.Released ?? default, EventTable.Record),
            Claims = f.OptionalList("k"u8, v?.Claims ?? default, Claim),
        };
    }

    private static Claim Claim(ref EntryFields f, Claim claim) => new(
        (Side)Number(ref f, "s"u8, (long)claim.System), f.Name("n"u8, claim.Number, InvoiceNumber.FromString), f.Whole("e"u8, claim.Since), (ClaimBasis)Number(ref f, "b"u8, (long)claim.By));

    private static long Number(ref EntryFields f, ReadOnlySpan<byte> name, long? value) => f.OptionalWhole(name, value is 0 ? null : value) ?? 0;

    private static DateOnly Day(long number) => DateOnly.FromDayNumber((int)Math.Clamp(number, 0, DateOnly.MaxValue.DayNumber));

    private static T? Changed<T>(string? now, T? created, Func<string, T> make) where T : class => now is null ? created : now.Length == 0 ? null : make(now);
}
