using System.Globalization;

namespace NumberingRules.Tests.Laws;

/// <summary>Law 1: deciding never throws and never depends on clock, culture, randomness or order of dictionary keys.</summary>
public sealed class Law01Determinism
{
    private static readonly string[] Cultures = ["tr-TR", "ar-SA", "th-TH"];

    [Law]
    public void Law_01_deciding_never_throws(Script script) => Assert.Null(Record.Exception(() => Everything(Numbering.Decide, script)));

    [Law]
    public void Law_01_deciding_depends_on_nothing_that_was_decided_before(Script script, Script other) =>
        Assert.True(IsRepeatable(Numbering.Decide, script, other));

    [Law]
    public void Law_01_deciding_depends_on_no_culture(Script script) => Assert.True(IsTheSameInEveryCulture(Numbering.Decide, script));

    [Law]
    public void Law_01_deciding_depends_on_no_order_of_look_ups(Script script, int seed) =>
        Assert.True(IsTheSameHoweverLookedUp(Numbering.Decide, script, seed));

    internal static bool IsRepeatable(Decider decide, Script script, Script other)
    {
        var first = Everything(decide, script);
        Everything(decide, other);
        return first.SequenceEqual(Everything(decide, script));
    }

    internal static bool IsTheSameInEveryCulture(Decider decide, Script script)
    {
        var (culture, uiCulture) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            var everywhere = new[] { CultureInfo.InvariantCulture }.Concat(Cultures.Select(CultureInfo.GetCultureInfo)).Select(here =>
            {
                CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = here;
                return Everything(decide, script);
            }).ToArray();
            return everywhere.All(here => here.SequenceEqual(everywhere[0]));
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, uiCulture);
        }
    }

    internal static bool IsTheSameHoweverLookedUp(Decider decide, Script script, int seed)
    {
        List<Event> events = [];
        return Story.Of(decide, script).Steps.All(step =>
        {
            var view = new ShuffledView(step.Before, new(events), seed);
            events.AddRange(step.Decision.Events);
            return decide(view, step.Command) == step.Decision;
        });
    }

    /// <summary>All that a script brings about, and all that is said of it.</summary>
    private static List<object> Everything(Decider decide, Script script)
    {
        var story = Story.Of(decide, script);
        return
        [
            .. story.Steps.Select(step => step.Decision),
            .. story.End.Invoices,
            .. story.Books.SelectMany(book => book.Invoices.SelectMany(invoice => Said(book.Header, invoice))),
        ];
    }

    private static object[] Said(BookHeader book, Invoice invoice) =>
    [
        Numbering.Authority(book, invoice),
        Numbering.Authority(book, invoice).Why,
        Numbering.References(book, invoice),
        Numbering.ShownSync(book, invoice),
    ];
}
