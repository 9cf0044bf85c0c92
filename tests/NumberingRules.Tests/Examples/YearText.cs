using System.Globalization;
using System.Text;

namespace NumberingRules.Tests.Examples;

/// <summary>Writes a year as text for people: what was asked and answered, and the register.</summary>
internal sealed class YearText
{
    private readonly StringBuilder _text = new();
    private Book _book = Book.Empty;
    private int _step;

    public static string Of(IEnumerable<Chapter> chapters)
    {
        var year = new YearText();
        foreach (var chapter in chapters)
        {
            year.Tell(chapter);
        }

        year.WriteIssued();
        return year._text.ToString();
    }

    private void Tell(Chapter chapter)
    {
        _text.Append("## ").Append(chapter.Title).Append("\n\n");
        foreach (var command in chapter.Commands)
        {
            _book = _book.Do(command, out var decision);
            Line($"{++_step,3}  {Asked(command),-76}", Answer(command, decision));
        }

        if (chapter.WithRegister)
        {
            WriteRegister();
        }

        _text.Append('\n');
    }

    private void WriteRegister()
    {
        _text.Append('\n');
        Line($"{"invoice",-14}{"date",-12}{"approval",-19}{"sync",-11}{"shows",-14}{"by",-22}", "and holds");
        foreach (var invoice in _book.Invoices)
        {
            var answer = _book.Authority(invoice.Id);
            var approval = Name.Of(invoice.Approval) + (invoice.IsVoid ? ", void" : "");
            var references = Numbering.References(_book.Header, invoice).Select(static reference => reference.Number.Text);
            var sync = Name.Of(Numbering.ShownSync(_book.Header, invoice));
            Line(
                $"{invoice.Id,-14}{Day(invoice.Date),-12}{approval,-19}{sync,-11}{answer.Number?.Text ?? "-",-14}{Name.Of(answer.Rule),-22}",
                string.Join(", ", references));
        }
    }

    /// <summary>The numbers each series issued, in the order it did: a gap or a duplicate would be seen here.</summary>
    private void WriteIssued()
    {
        _text.Append("## Issued\n");
        foreach (var series in _book.Invoices.Where(static invoice => invoice.IssuedBy is not null).GroupBy(static invoice => invoice.IssuedBy!))
        {
            _text.Append('\n').Append(series.Key).Append('\n');
            foreach (var invoice in series.OrderBy(static invoice => invoice.Claims.Single(static claim => claim.By == ClaimBasis.Issued).Since))
            {
                Line($"  {invoice.HomeNumber,-14}", invoice.Id.Text);
            }
        }
    }

    private void Line(string start, string end) => _text.Append((start + end).TrimEnd()).Append('\n');

    private static string Asked(Command command) => string.Join(' ', Words(command).Where(static word => word.Length > 0));

    private static IEnumerable<string> Words(Command command) => command switch
    {
        Command.Open open => ["open with", string.Join(", ", open.Series.Select(static series => series.Id.Text))],
        Command.Advance advance => ["advance", advance.Series.Text, Day(advance.Date), "to", advance.Next.ToString(CultureInfo.InvariantCulture)],
        Command.AddSeries added => ["add series", added.Series.Id.Text],
        Command.CloseSeries closed => ["close series", closed.Series.Text, With("for", closed.Successor)],
        Command.Connect connect => ["connect", connect.Company.Text, connect.SyncFrom.Date is { } from ? "from " + Day(from) : ""],
        Command.Create create => ["create", create.Invoice.Text, Day(create.Date), With("in", create.Series), With("as", create.HomeNumber)],
        Command.Redate redate => ["redate", redate.Invoice.Text, Day(redate.Date!.Value)],
        Command.Import import =>
            ["import", import.Invoice.Text, Day(import.Date), .. Record(import.ErpKey, import.ErpNumber), With("in", import.Series), import.Draft ? "draft" : ""],
        Command.Confirm confirm => ["confirm", confirm.Invoice.Text, .. Record(confirm.ErpKey, confirm.ErpNumber), With("replaces", confirm.Replaces)],
        Command.Release release => ["release", release.Invoice.Text, With("key", release.ErpKey)],
        Command.Void voided => ["void", voided.Invoice.Text, "by", Name.Of(voided.By)],
        Command.SetPolicy { Policy.Authority: { } authority } => ["set policy: authority", Name.Of(authority)],
        Command.Together together => ["together:", string.Join(" + ", together.Commands.Select(Asked))],
        Command.OnInvoice about => [about.Name, about.Invoice.Text],
        _ => [command.Name],
    };

    private string Answer(Command command, Decision decision)
    {
        var about = command is Command.OnInvoice named && decision.Outcome != Outcome.Rejected && _book.Find(named.Invoice) is not null
            ? _book.Authority(named.Invoice)
            : default;
        return string.Join(
            ' ',
            new[]
            {
                $"{Name.Of(decision.Outcome),-9}",
                decision.Rejection is { } reason ? Name.Of(reason) : about.Number?.Text ?? "",
                With("held by", decision.Holder),
                decision.At is { } at ? string.Create(CultureInfo.InvariantCulture, $"at {at}") : "",
                string.Join(", ", decision.Findings.Select(static noted => $"! {Name.Of(noted.Finding)} {noted.Invoice}")),
            }.Where(static part => part.Length > 0));
    }

    private static IEnumerable<string> Record(ErpKey key, InvoiceNumber? number) => [With("key", key), With("number", number)];

    private static string With(string word, Identifier? name) => name is null ? "" : $"{word} {name}";

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
