using NumberingRules.Storage;

namespace NumberingRules.Cli;

/// <summary>A command of a script and what became of it, wherever the book is kept.</summary>
/// <param name="Line">The line.</param>
/// <param name="Command">The command.</param>
/// <param name="Decision">What became of it.</param>
/// <param name="Authority">Which number of the invoice it names counts; none if the book has no such invoice.</param>
/// <param name="Attempt">How many sends of that invoice were begun.</param>
/// <param name="Detail">What a rejection is about, in words.</param>
internal readonly record struct ShownAnswer(long Line, Command Command, Decision Decision, Authority? Authority, long Attempt, string? Detail)
{
    internal static ShownAnswer Of(ScriptLine line, Decision decision, Register book) =>
        line.Command is Command.OnInvoice { Invoice: var id } && book.Find(id) is { } invoice
            ? new(line.Line, line.Command, decision, Numbering.Authority(book.Header, invoice), invoice.Attempt, Explain.Detail(line.Command, decision, OpenedBook.Default))
            : new(line.Line, line.Command, decision, null, 0, Explain.Detail(line.Command, decision, OpenedBook.Default));

    internal static ShownAnswer Of(ScriptLine line, Answer answer) => new(line.Line, line.Command, answer.Decision, answer.Authority, answer.Attempt, answer.Detail);
}

/// <summary>An invoice as it is shown, wherever its book is kept.</summary>
internal sealed record ShownInvoice(Invoice Invoice, Authority Authority, ValueList<Reference> References, Sync Sync)
{
    internal static ShownInvoice Of(BookHeader book, Invoice invoice) =>
        new(invoice, Numbering.Authority(book, invoice), Numbering.References(book, invoice), Numbering.ShownSync(book, invoice));

    internal static ShownInvoice Of(InvoiceView view) => new(view.Invoice, view.Authority, view.References, view.Sync);
}
