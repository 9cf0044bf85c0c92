using FsCheck;
using FsCheck.Fluent;

namespace NumberingRules.Tests.Laws;

/// <summary>The small series of generated books: sound ones, which soon are full, and unsound ones.</summary>
internal static class SeriesWishes
{
    internal static readonly Gen<SeriesId> Ids = Gen.Elements(SeriesIds("a", "b", "c", "d", "e"));

    /// <summary>Mostly a series that the book has.</summary>
    internal static readonly Gen<SeriesId> Known = Gen.Frequency((8, Gen.Elements(SeriesIds("a", "a", "b", "c"))), (2, Ids));

    private static readonly SeriesDefinition[] Sound =
    [
        new("a", "A-{seq}", Max: 3),
        new("a", "{seq}", Start: 7, MaxLength: 1),
        new("a", "{date:yy}-{seq}", Max: 3, Reset: Reset.Yearly),
        new("a", "{date:yyyy}/{date:MM}-{seq:00}", Reset: Reset.Monthly, DateOrder: DateOrder.Enforced),
        new("a", "F{fiscalEnd:yy}-{seq:000}", Reset: Reset.Fiscal, FiscalYearStartMonth: 4),
        new("a", "G{fiscalStart:yyyy}-{seq}", Reset: Reset.Fiscal, FiscalYearStartMonth: 7, MaxLength: 7),
        new("a", "B{seq:0}", Start: 2, Max: 4, DateOrder: DateOrder.Enforced),
        new("a", "X-{seq}"),
        new("a", "{scope:A}/{seq}", Max: 3, DateOrder: DateOrder.Enforced),
        new("a", "L{seq}", Max: 4, Forms: [new("credit", "LC{seq}")]),
        new("a", "V{date:MM}-{seq}", Max: 3, ValidFrom: new(2026, 1, 31), ValidUntil: new(2026, 3, 31)),
        new("a", "{scope:A}{date:yy}.{seq}", Max: 2, Reset: Reset.Yearly, Forms: [new("credit", "K{scope:A}{date:yyyy}.{seq}")], ValidFrom: new(2026, 1, 1)),
    ];

    private static readonly SeriesDefinition[] Unsound =
    [
        new("a", "A-{seq}", Reset: Reset.Yearly),
        new("a", "{date:yy}-{seq}", Reset: Reset.Monthly),
        new("a", "{date:yyyy}-{seq}", Reset: Reset.Fiscal),
        new("a", "none"),
        new("a", "{seq}{seq}"),
        new("a", "A-{seq}", Start: 0),
        new("a", "A-{seq}", Start: 5, Max: 4),
        new("a", "A-{seq}", MaxLength: 2),
        new("a", "A-{seq}", MaxLength: 65),
        new("a", "A-{seq}", FiscalYearStartMonth: 13),
        new("a", "A-{seq}", Forms: [new("credit", "A-{seq:00}")]),
        new("a", "A-{seq}", Forms: [new("credit", "B{scope:A}{seq}")]),
        new("a", "A-{seq}", ValidFrom: new(2026, 1, 2), ValidUntil: new(2026, 1, 1)),
    ];

    internal static Gen<SeriesDefinition> One { get; } =
        from id in Ids
        from wish in Gen.Frequency((6, Gen.Elements(Sound)), (1, Gen.Elements(Unsound)))
        select wish with { Id = id };

    /// <summary>What a book is opened with.</summary>
    internal static Gen<SeriesDefinition[]> Several { get; } = Gen.Frequency(
        (6, from shuffled in Gen.Shuffle(Sound) from count in Gen.Choose(1, 4) select Named(shuffled[..count])),
        (6, from shuffled in Gen.Shuffle(Sound[1..]) from count in Gen.Choose(0, 3) select Named([Sound[0], .. shuffled[..count]])),
        (4, from shuffled in Gen.Shuffle(Sound[..8]) from with in Gen.Elements(Sound[8..]) from count in Gen.Choose(1, 2) select Named([with, .. shuffled[..count]])),
        (1, from count in Gen.Choose(0, 3) from any in Gen.ArrayOf(One, count) select any));

    private static SeriesDefinition[] Named(SeriesDefinition[] wishes) =>
        [.. wishes.Zip(SeriesIds("a", "b", "c", "d"), (wish, id) => wish with { Id = id })];

    private static SeriesId[] SeriesIds(params string[] ids) => Array.ConvertAll(ids, SeriesId.FromString);
}
