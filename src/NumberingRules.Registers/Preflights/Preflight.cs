using System.Globalization;

namespace NumberingRules.Registers;

/// <summary>What would fail, or should be known, before a connection is switched on.</summary>
internal static class Preflight
{
    internal static IReadOnlyList<PreflightLine> Lines(PreflightSubject subject, IReadOnlyList<ErpLimits> erps)
    {
        var lines = new List<PreflightLine>();
        foreach (var erp in erps)
        {
            Owner(lines, subject, erp);
        }

        foreach (var one in subject.Series)
        {
            if (!Series.TryCreate(one.Definition, out var series, out var problem))
            {
                lines.Add(new("series", Gravity.Failure, null, one.Definition.Id.Text, $"the series cannot be: {problem}", "a book refuses it", "mend the definition"));
                continue;
            }

            foreach (var erp in erps)
            {
                Length(lines, subject, one, series, erp);
                Characters(lines, subject, series, erp);
            }

            Zeros(lines, subject, series);
            Ends(lines, subject, one, series);
            NextYear(lines, subject, series);
            Country(lines, subject, series);
            Meets(lines, subject, series, erps);
        }

        SyncFrom(lines, subject);
        return lines;
    }

    /// <summary>A number as the series would print it.</summary>
    private static IEnumerable<(FormName? Form, string Text)> Printed(Series series, long sequence, DateOnly date)
    {
        Scope? scope = series.ScopeWidth == 0 ? null : new string('A', series.ScopeWidth);
        foreach (var form in (FormName?[])[null, .. series.Definition.Forms.Select(form => form.Name)])
        {
            if (series.CanPrint(date, form) && sequence >= series.First && sequence <= series.Last)
            {
                yield return (form, series.Print(sequence, date, scope, form).Text);
            }
        }
    }

    private static void Owner(List<PreflightLine> lines, PreflightSubject subject, ErpLimits erp)
    {
        var isHome = subject.Authority == Side.Home;
        var remedy = isHome ? erp.WhenHomeNumbers : erp.WhenErpNumbers;
        lines.Add(new(
            "owner",
            Gravity.Note,
            erp.Name,
            null,
            isHome ? $"the home system's number is to prevail, and is sent to {erp.Title}" : $"{erp.Title} makes the number of what is synced",
            isHome ? "an ERP that makes its own number ignores the one it is given, and both would show" : "without a number from the ERP the home number stays on the invoice",
            remedy ?? $"look up in {erp.Title} who makes the number (source of its limits: {erp.Source})"));
    }

    private static void Length(List<PreflightLine> lines, PreflightSubject subject, PreflightSeries one, Series series, ErpLimits erp)
    {
        if (erp.Most is not { } most)
        {
            if (erp.FitsInt32 && series.Last > int.MaxValue)
            {
                lines.Add(new("length", Gravity.Warning, erp.Name, series.Id.Text, $"numbers beyond {int.MaxValue} do not fit {erp.Title}", $"it keeps 32 bits ({erp.Source})", "give the series a max"));
            }

            return;
        }

        var widest = Printed(series, one.Next, subject.On).Select(printed => printed.Text).DefaultIfEmpty("").MaxBy(text => text.Length)!;
        if (widest.Length > most)
        {
            lines.Add(new("length", Gravity.Failure, erp.Name, series.Id.Text, $"'{widest}' has {N(widest.Length)} characters; {erp.Title} takes {N(most)}", $"it would be refused or cut off ({erp.Source}{Doubt(erp)})", "shorten the format"));
            return;
        }

        var digits = DigitsIn(series, one.Next, widest, subject.On) + most - widest.Length;
        if (widest.Length == 0 || digits >= NumberFormatLimits.MostDigits)
        {
            return;
        }

        var first = Power(Math.Max(digits, Digits(one.Next)));
        if (first > series.Last)
        {
            return;
        }

        var soon = one.LastYear is { } pace && pace > 0 && first - one.Next <= pace;
        var gravity = soon || one.Definition.Max is not null ? Gravity.Failure : Gravity.Warning;
        lines.Add(new(
            "length",
            gravity,
            erp.Name,
            series.Id.Text,
            $"from sequence number {N(first)} on, numbers are longer than the {N(most)} characters that {erp.Title} takes",
            soon ? $"at the pace of the last twelve months that is within a year ({erp.Source}{Doubt(erp)})" : $"they would be refused or cut off ({erp.Source}{Doubt(erp)})",
            $"shorten the format, or give the series max {N(first - 1)} and a successor"));
    }

    private static void Characters(List<PreflightLine> lines, PreflightSubject subject, Series series, ErpLimits erp)
    {
        foreach (var (form, text) in Printed(series, Math.Max(series.First, 1), subject.On))
        {
            var wrong = string.Concat(text.Where(c => !erp.Takes(c)).Distinct());
            if (wrong.Length > 0)
            {
                lines.Add(new("characters", Gravity.Failure, erp.Name, series.Id.Text, $"'{text}' holds {string.Join(" ", wrong.Select(c => $"'{c}'"))}", $"{erp.Title} takes {(erp.Allowed == AllowedCharacters.Digits ? "digits alone" : "letters, digits, _ and -")} ({erp.Source})", $"leave them out of the format{Of(form)}"));
            }

            if (erp.NotFirst.Contains(text[0], StringComparison.Ordinal))
            {
                lines.Add(new("characters", Gravity.Failure, erp.Name, series.Id.Text, $"'{text}' begins with '{text[0]}'", $"{erp.Title} refuses that ({erp.Source})", $"begin the format{Of(form)} with a letter"));
            }

            if (text.Length < erp.Least)
            {
                lines.Add(new("length", Gravity.Warning, erp.Name, series.Id.Text, $"'{text}' has {N(text.Length)} characters; {erp.Title} pads to {N(erp.Least)} with zeros", $"the number comes back as another text ({erp.Source})", "give {seq} more digits at least"));
            }
        }
    }

    private static void Zeros(List<PreflightLine> lines, PreflightSubject subject, Series series)
    {
        foreach (var (form, text) in Printed(series, series.First, subject.On))
        {
            if (text[0] == '0' && text.All(char.IsAsciiDigit))
            {
                lines.Add(new("leading-zeros", Gravity.Warning, null, series.Id.Text, $"'{text}' is all digits and begins with a zero", "a spreadsheet shows it without its zeros, and no longer finds it", $"begin the format{Of(form)} with a letter, or write {{seq}} without zeros"));
            }
        }
    }

    private static void Ends(List<PreflightLine> lines, PreflightSubject subject, PreflightSeries one, Series series)
    {
        var left = series.Last - one.Next + 1;
        if (left <= 0)
        {
            lines.Add(new("ends", Gravity.Failure, null, series.Id.Text, "its numbers are used up", "no invoice can take a number from it", "add a series, and close this one with it as successor"));
        }
        else if (one.LastYear is { } pace && pace > 0 && left < pace)
        {
            lines.Add(new("ends", Gravity.Failure, null, series.Id.Text, $"{N(left)} numbers are left, and {N(pace)} were used in the last twelve months", "it ends within a year", "add a series, and name it as successor in time"));
        }

        if (one.Definition.ValidUntil is { } until && until < subject.On.AddYears(1))
        {
            lines.Add(new("validity", until < subject.On ? Gravity.Failure : Gravity.Warning, null, series.Id.Text, $"it is valid until {until:yyyy-MM-dd}", "documents dated later take no number from it", "add a series for the time after"));
        }
    }

    private static void NextYear(List<PreflightLine> lines, PreflightSubject subject, Series series)
    {
        var next = new DateOnly(Math.Min(subject.On.Year + 1, DocumentDate.Latest.Year), 1, 1);
        foreach (var form in (FormName?[])[null, .. series.Definition.Forms.Select(form => form.Name)])
        {
            if (!series.CanPrint(next, form))
            {
                lines.Add(new("next-year", Gravity.Failure, null, series.Id.Text, $"it cannot print a document of {next.Year}", "a two-digit year stands for 2000 to 2099", "write the year with four digits"));
            }

            var format = form is null ? series.Definition.Format : series.Definition.Forms.First(one => one.Name == form).Format;
            if (!format.Contains("{date:y", StringComparison.Ordinal) && !format.Contains("{fiscal", StringComparison.Ordinal)
                && format.Contains(subject.On.Year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))
            {
                lines.Add(new("next-year", Gravity.Warning, null, series.Id.Text, $"its format holds {subject.On.Year} as text", $"a document of {next.Year} would carry it as well", "write {date:yyyy} in its place"));
            }
        }
    }

    private static void Country(List<PreflightLine> lines, PreflightSubject subject, Series series)
    {
        if (subject.Country is not { } rule)
        {
            return;
        }

        foreach (var (form, text) in Printed(series, series.First, subject.On))
        {
            if (rule.Most is { } most && text.Length > most)
            {
                lines.Add(new("country", Gravity.Failure, null, series.Id.Text, $"'{text}' has {N(text.Length)} characters; {rule.Code} allows {N(most)}", rule.Source, $"shorten the format{Of(form)}"));
            }

            if (rule.Allowed is { } allowed && text.Any(c => !allowed.Contains(c, StringComparison.Ordinal)))
            {
                lines.Add(new("country", Gravity.Failure, null, series.Id.Text, $"'{text}' holds characters that {rule.Code} does not allow", rule.Source, $"change the format{Of(form)}"));
            }
        }
    }

    /// <summary>Whether numbers of the ERP and of the series can be the same text.</summary>
    private static void Meets(List<PreflightLine> lines, PreflightSubject subject, Series series, IReadOnlyList<ErpLimits> erps)
    {
        foreach (var counter in subject.Register?.Counters ?? [])
        {
            foreach (var form in counter.Forms)
            {
                if (Series.TryCreate(new("other", form.Format), out var other, out _) && series.CouldPrintSameTextAs(other))
                {
                    lines.Add(new(
                        "numbers-meet",
                        subject.Authority == Side.Home ? Gravity.Failure : Gravity.Warning,
                        erps.Count == 1 ? erps[0].Name : null,
                        series.Id.Text,
                        $"the ERP's register holds {N(form.Documents)} numbers of the format {form.Format}, and this series could print the same text",
                        subject.Authority == Side.Home ? "the ERP refuses a number it has, or gives it twice" : "two invoices would carry the same number, one from each system",
                        "put letters of its own before the series' number"));
                }
            }
        }
    }

    private static void SyncFrom(List<PreflightLine> lines, PreflightSubject subject)
    {
        if (subject is { SyncFrom: { } from, Oldest: { } oldest } && oldest < from)
        {
            lines.Add(new(
                "sync-from",
                Gravity.Warning,
                null,
                null,
                $"{N(subject.BeforeSyncFrom)} {(subject.BeforeSyncFrom == 1 ? "invoice is" : "invoices are")} dated before {from:yyyy-MM-dd}, the oldest {oldest:yyyy-MM-dd}",
                "what is dated before sync-from is never sent, and keeps its home number",
                "connect with an earlier sync-from, or leave them as they are"));
        }
    }

    private static string Doubt(ErpLimits erp) => erp.IsUncertain ? "; try it, the limit is not confirmed" : "";

    private static string Of(FormName? form) => form is null ? "" : $" of form {form}";

    /// <summary>The digits that {seq} takes in a printed number: it is what grows with the next power of ten.</summary>
    private static int DigitsIn(Series series, long sequence, string text, DateOnly on)
    {
        for (var digits = Digits(sequence); digits < NumberFormatLimits.MostDigits; digits++)
        {
            var wider = Power(digits);
            if (wider > series.Last || Printed(series, wider, on).Select(printed => printed.Text.Length).DefaultIfEmpty(0).Max() > text.Length)
            {
                return digits;
            }
        }

        return NumberFormatLimits.MostDigits;
    }

    private static int Digits(long number) => number.ToString(CultureInfo.InvariantCulture).Length;

    private static long Power(int digits)
    {
        var power = 1L;
        for (; digits > 0; digits--)
        {
            power *= 10;
        }

        return power;
    }

    private static string N(long number) => number.ToString(CultureInfo.InvariantCulture);
}
