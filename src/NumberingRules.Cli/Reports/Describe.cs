using System.Globalization;

namespace NumberingRules.Cli;

/// <summary>Commands, events and states in a few words.</summary>
internal static class Describe
{
    internal static string Command(Command command) => command switch
    {
        NumberingRules.Command.Create c => $"create {c.Invoice}, dated {Date(c.Date)}{Asked(null, c.Scope, c.Form)}",
        NumberingRules.Command.Import c => $"import {c.Invoice}, dated {Date(c.Date)}{Asked(null, c.Scope, c.Form)}",
        NumberingRules.Command.Confirm c => $"confirm {c.Invoice} as {c.ErpKey}{(c.ErpNumber is null ? "" : $", number {c.ErpNumber}")}",
        NumberingRules.Command.Connect c => $"connect to {c.Company}",
        NumberingRules.Command.AddSeries c => $"addSeries {c.Series.Id}",
        NumberingRules.Command.CloseSeries c => $"closeSeries {c.Series}{(c.Successor is null ? "" : $", followed by {c.Successor}")}",
        NumberingRules.Command.Advance c => $"advance {c.Series}{(c.Scope is null ? "" : $", scope {c.Scope},")} to {c.Next.ToString(CultureInfo.InvariantCulture)}",
        NumberingRules.Command.Together c => $"together: {string.Join("; ", c.Commands.Select(Command))}",
        NumberingRules.Command.Void c => $"void {c.Invoice} by {Name.Of(c.By)}",
        NumberingRules.Command.OnInvoice c => $"{c.Name} {c.Invoice}",
        _ => command.Name,
    };

    /// <summary>What a rejection means and what to do, in the words of scripts and of this tool.</summary>
    internal static (string Meaning, string Remedy) Explained(Rejection rejection)
    {
        var (meaning, remedy) = Explain.Of(rejection, static command => command);
        return (meaning, rejection == Rejection.BookNotOpen ? $"{remedy} A script that goes on with a book that lasts needs --book FILE." : remedy);
    }

    /// <summary>What a finding means and what to do, in the words of scripts.</summary>
    internal static (string Meaning, string Remedy) Explained(Finding finding) => Explain.Of(finding, static command => command);

    internal static string Outcome(Decision decision) =>
        string.Join(", ", decision.Findings.Select(noted => Name.Of(noted.Finding)).Distinct()
            .Prepend(decision.Rejection is { } reason ? $"rejected: {Name.Of(reason)}" : Name.Of(decision.Outcome)));

    internal static string State(ShownInvoice shown, bool withOrigin = true) =>
        string.Join(", ", new[]
        {
            Name.Of(shown.Invoice.Approval),
            shown.Sync is Sync.None ? null : Name.Of(shown.Sync),
            (shown.Invoice.VoidedByHome, shown.Invoice.VoidedByErp) switch
            {
                (true, true) => "void by home and erp",
                (true, false) => "void by home",
                (false, true) => "void by erp",
                _ => null,
            },
            withOrigin && shown.Invoice.Origin == Side.Erp ? "created in the ERP" : null,
        }.OfType<string>());

    internal static string References(ValueList<Reference> references, string between = ", ") =>
        string.Join(between, references.Select(static reference => $"{Name.Of(reference.System)} {reference.Number}"));

    internal static string Number(Authority? authority) =>
        authority is { Number: { } number, System: { } system } ? $"{number} ({Name.Of(system)})" : "none";

    /// <summary>An instant to the second, in UTC.</summary>
    internal static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A count, its thousands apart.</summary>
    internal static string N(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number that is no count.</summary>
    internal static string Plain(long number) => number.ToString(CultureInfo.InvariantCulture);

    internal static string Count(long count, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many)}");

    internal static string Event(Event happened) => happened switch
    {
        NumberingRules.Event.Created e => e.HomeNumber is null ? "created at home" : $"created at home with number {e.HomeNumber}",
        NumberingRules.Event.Imported e => $"came with {Record(e.Record)}",
        NumberingRules.Event.Issued e => $"took home number {e.Number} (series {e.Series}{(e.Scope is null ? "" : $", scope {e.Scope}")}, no. {e.SequenceNumber.ToString(CultureInfo.InvariantCulture)})",
        NumberingRules.Event.Redated e => $"dated {Date(e.Date)}{Asked(null, e.Scope, e.Form)}",
        NumberingRules.Event.Reinstated e => $"valid again in the ERP: {e.Reason}",
        NumberingRules.Event.Voided e => $"voided by {Name.Of(e.By)}: {e.Reason}",
        NumberingRules.Event.Sent e => $"attempt {e.Attempt.ToString(CultureInfo.InvariantCulture)} begun",
        NumberingRules.Event.Lost => "outcome unknown",
        NumberingRules.Event.Refused e => $"refused: {e.Reason}",
        NumberingRules.Event.RecordAdded e => $"is {Record(e.Record)}",
        NumberingRules.Event.RecordChanged e => $"now {Record(e.Record)}",
        NumberingRules.Event.RecordReplaced e => $"record {e.Replaced} is now {Record(e.Record)}",
        NumberingRules.Event.RecordReleased e => $"gave up ERP record {e.ErpKey}: {e.Reason}",
        NumberingRules.Event.Connected e => $"connected to {e.Company}",
        NumberingRules.Event.Disconnected { Reason: { } reason } => $"disconnected: {reason}",
        _ => happened.Name,
    };

    /// <summary>What a home number is asked of, as far as it is named.</summary>
    internal static string Asked(SeriesId? series, Scope? scope, FormName? form) =>
        $"{(series is null ? "" : $", series {series}")}{(scope is null ? "" : $", scope {scope}")}{(form is null ? "" : $", form {form}")}";

    internal static string Record(ErpRecord record) =>
        $"ERP record {record.Key}{(record.Number is null ? "" : $", number {record.Number}")}{(record.Version is { } version ? $", version {version.ToString(CultureInfo.InvariantCulture)}" : "")}";

    internal static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
