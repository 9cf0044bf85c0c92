using System.Text;

namespace NumberingRules.Tests.Laws;

/// <summary>
/// Law 11: print → parse is the identity for every number of every valid series; two series never print the same text.
/// </summary>
public sealed class Law11Printing
{
    private const int Few = 40;

    [Law(MaxTest = 1000, Arbitrary = [typeof(Formats)])]
    public void Law_11_what_is_printed_reads_back(Wish wish) => Assert.True(ReadsBack(wish));

    [Law(MaxTest = 400, Arbitrary = [typeof(Formats)])]
    public void Law_11_only_what_could_be_printed_reads_back(Wish wish, int seed) => Assert.True(OnlyPrintedTextReadsBack(wish, new(seed)));

    [Law(MaxTest = 2000, Arbitrary = [typeof(Formats)])]
    public void Law_11_two_series_of_a_book_never_print_the_same_text(Rivals rivals) =>
        Assert.True(NeverPrintTheSame(Numbering.Decide, rivals));

    [Law(MaxTest = 2000, Arbitrary = [typeof(Formats)])]
    public void Law_11_two_series_are_refused_only_for_a_text_that_both_could_print(Rivals rivals) =>
        Assert.True(AreRefusedOnlyForASharedText(Numbering.Decide, rivals));

    [Law]
    public void Law_11_every_number_that_a_book_issues_reads_back_to_its_place(Script script) =>
        Assert.True(IssuedNumbersReadBack(Numbering.Decide, script));

    internal static bool ReadsBack(Wish wish) => wish.Series is not { } series || Texts(series).All(printed =>
        printed.Text.Length <= series.Definition.MaxLength
        && series.TryParse(printed.Text, out var parsed) && parsed == printed.Place
        && series.TryParse(Encoding.UTF8.GetBytes(printed.Text), out var parsedUtf8) && parsedUtf8 == printed.Place
        && Utf8(series, printed.Place.SequenceNumber, printed.Date) == printed.Text);

    internal static bool OnlyPrintedTextReadsBack(Wish wish, Random chance)
    {
        if (wish.Series is not { } series)
        {
            return true;
        }

        var printed = Texts(series).Select(one => one.Text).ToHashSet();
        string[] texts = [.. printed];
        chance.Shuffle(texts);
        return texts.Zip(texts.Skip(1), (one, other) => Doctored(one, other, chance)).Take(Few).All(text =>
            series.TryParse(text, out var parsed) ? IsPrinted(wish, series, text, parsed) : !printed.Contains(text));
    }

    internal static bool NeverPrintTheSame(Decider decide, Rivals rivals) =>
        !CanHoldBoth(decide, rivals)
        || !Texts(rivals.Left.Series!).Select(printed => printed.Text).Intersect(Texts(rivals.Right.Series!).Select(printed => printed.Text)).Any();

    internal static bool AreRefusedOnlyForASharedText(Decider decide, Rivals rivals) =>
        rivals.Left.Series is null || rivals.Right.Series is null
        || CanHoldBoth(decide, rivals) != SharedText.Exists(rivals.Left.Parts, rivals.Right.Parts);

    internal static bool IssuedNumbersReadBack(Decider decide, Script script)
    {
        var story = Story.Of(decide, script);
        return story.Events.OfType<Event.Issued>().All(issued =>
            story.End.Header.Series.PrinterOf(issued.Number, out var parsed)?.Series.Id == issued.Series
            && parsed == new ParsedNumber(issued.SequenceNumber, issued.Period, issued.Scope, issued.Form));
    }

    private static bool CanHoldBoth(Decider decide, Rivals rivals)
    {
        var (left, right) = (rivals.Left.Definition, rivals.Right.Definition);
        var atOnce = decide(Book.Empty, new Command.Open([left, right]));
        var first = Book.Empty.After(decide(Book.Empty, new Command.Open([left])).Events);
        Assert.Equal(atOnce.Outcome, decide(first, new Command.AddSeries(right)).Outcome);
        return atOnce.Outcome == Outcome.Accepted;
    }

    private static IEnumerable<(string Text, ParsedNumber Place, DateOnly Date)> Texts(Series series) =>
        from date in Formats.Dates
        where series.CanPrint(date)
        from sequence in Sequences(series)
        select (series.Print(sequence, date).Text, new ParsedNumber(sequence, series.PeriodOf(date)), date);

    private static IEnumerable<long> Sequences(Series series) =>
        Enumerable.Range(0, Few).Select(more => series.First + more)
            .Concat([99, 100, 101, 110, 999, 1000, 2026, 9999, series.Last - 1, series.Last])
            .Where(sequence => sequence >= series.First && sequence <= series.Last)
            .Distinct();

    private static string Utf8(Series series, long sequence, DateOnly date)
    {
        Span<byte> text = stackalloc byte[Series.LongestNumber];
        Assert.False(series.TryPrint(sequence, date, text[..(series.Print(sequence, date).Text.Length - 1)], out _));
        Assert.True(series.TryPrint(sequence, date, text, out var written));
        return Encoding.UTF8.GetString(text[..written]);
    }

    /// <summary>A text with other digits in it, or with the end of another text.</summary>
    private static string Doctored(string text, string other, Random chance)
    {
        var at = chance.Next(text.Length);
        string[] digits = ["0001", "0000", $"{(char)('0' + chance.Next(10))}"];
        var written = digits[chance.Next(digits.Length)];
        return text.Length == other.Length && chance.Next(2) == 0 ? text[..at] + other[at..]
            : at + written.Length > text.Length ? text
            : text[..at] + written + text[(at + written.Length)..];
    }

    /// <summary>Whether some document date prints the text; for a format without days the first of each month will do.</summary>
    private static bool IsPrinted(Wish wish, Series series, string text, ParsedNumber parsed)
    {
        var hasDays = wish.Parts.Contains(new("{date:dd}"));
        Span<char> printed = stackalloc char[Series.LongestNumber];
        for (var date = DocumentDate.Earliest; date <= DocumentDate.Latest; date = hasDays ? date.AddDays(1) : date.AddMonths(1))
        {
            if (series.CanPrint(date) && series.PeriodOf(date) == parsed.Period
                && series.TryPrint(parsed.SequenceNumber, date, printed, out var written) && printed[..written].SequenceEqual(text))
            {
                return true;
            }
        }

        return false;
    }
}
