namespace NumberingRules.Registers;

/// <summary>A command and the line of the register that it comes from; 0 when it comes from none.</summary>
internal readonly record struct LineCommand(long Line, Command Command);

/// <summary>Turns the documents of a register into commands.</summary>
internal static class RegisterImport
{
    private const string VoidInRegister = "void in the register";

    /// <summary>The documents of an ERP: each is imported, and a void one is voided at once, so that it takes no home number at a disconnect.</summary>
    internal static IEnumerable<LineCommand> OfErp(DocumentTable table)
    {
        foreach (var document in Dated(table))
        {
            var key = table.KeyTextOf(document);
            yield return new(table.LineOf(document), ImportOf(table, document, key));
            if (table.StateOf(document) == DocumentState.Void)
            {
                yield return new(table.LineOf(document), new Command.Void(key, Side.Erp, VoidInRegister));
            }
        }
    }

    /// <summary>The import of a document that has a date.</summary>
    internal static Command.Import ImportOf(DocumentTable table, int document, InvoiceId invoice) => new(
        invoice, table.KeyTextOf(document), table.InvoiceNumberOf(document), table.DateOf(document), Draft: table.StateOf(document) == DocumentState.Draft);

    /// <summary>
    /// The documents of the home system itself: each is created with the number it has, then approved, left a draft, or
    /// voided. The positions of the series are moved behind them first, so that no number is issued twice.
    /// </summary>
    /// <param name="table">The documents.</param>
    /// <param name="definitions">The series; those that an audit suggests, or others.</param>
    /// <param name="file">How the register is named in reasons.</param>
    internal static IEnumerable<LineCommand> OfHome(DocumentTable table, IReadOnlyList<SeriesDefinition> definitions, string file)
    {
        List<Series> series = [.. definitions.Select(definition => Series.TryCreate(definition, out var made, out _) ? made : null).OfType<Series>()];
        foreach (var advance in Advances(table, series, file))
        {
            yield return new(0, advance);
        }

        foreach (var document in Dated(table))
        {
            var id = table.KeyTextOf(document);
            var number = table.InvoiceNumberOf(document);
            var line = table.LineOf(document);
            var date = table.DateOf(document);
            yield return new(line, number is not null && Parse(series, number.Text) is { } place
                ? new Command.Create(id, date, place.Series.Id, number, place.Parsed.Scope, place.Parsed.Form)
                : new Command.Create(id, date, HomeNumber: number));
            if (table.StateOf(document) == DocumentState.Normal)
            {
                yield return new(line, new Command.Approve(id));
            }
            else if (table.StateOf(document) == DocumentState.Void)
            {
                yield return new(line, new Command.Void(id, Side.Home, VoidInRegister));
            }
        }
    }

    /// <summary>How many documents have no date yet, and so are left out: drafts without a number.</summary>
    internal static long Undated(DocumentTable table) => table.Documents.Count(document => table.DayOf(document) < 0);

    private static IEnumerable<Command.Advance> Advances(DocumentTable table, List<Series> series, string file)
    {
        var last = new Dictionary<(int Series, Scope? Scope, Period Period), (long Ordinal, DateOnly? Date)>();
        foreach (var document in Dated(table))
        {
            if (table.InvoiceNumberOf(document) is not { } number || Parse(series, number.Text) is not { } place)
            {
                continue;
            }

            var key = (place.At, place.Parsed.Scope, place.Parsed.Period);
            var (ordinal, date) = last.GetValueOrDefault(key);
            var dated = table.DateOf(document);
            last[key] = (
                Math.Max(ordinal, place.Parsed.SequenceNumber),
                place.Series.PeriodOf(dated) == place.Parsed.Period && place.Series.CanPrint(dated) && (date is null || dated > date) ? dated : date);
        }

        foreach (var ((at, scope, period), (ordinal, date)) in last.OrderBy(pair => pair.Key.Series).ThenBy(pair => pair.Key.Scope?.Text, StringComparer.Ordinal).ThenBy(pair => pair.Key.Period.Value))
        {
            yield return new(series[at].Id, date ?? Periods.FirstDayOf(series[at].Definition.Reset, (int)series[at].Definition.FiscalYearStartMonth, period.Value), ordinal + 1, $"found in {file}", scope);
        }
    }

    private static (int At, Series Series, ParsedNumber Parsed)? Parse(List<Series> series, string number)
    {
        for (var at = 0; at < series.Count; at++)
        {
            if (series[at].TryParse(number, out var parsed))
            {
                return (at, series[at], parsed);
            }
        }

        return null;
    }

    private static IEnumerable<int> Dated(DocumentTable table) => table.Documents.Where(document => table.DayOf(document) >= 0);
}
