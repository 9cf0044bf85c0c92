using System.Diagnostics;

namespace NumberingRules;

/// <content>Rejections.</content>
public static partial class Explain
{
    /// <summary>What a rejection means, and what to do about it; commands are named as their types, such as <c>`Command.CloseSeries`</c>.</summary>
    public static (string Meaning, string Remedy) Of(Rejection rejection) => Of(rejection, TypeOf);

    /// <summary>What a rejection means, and what to do about it, in the words of a speaker.</summary>
    /// <param name="rejection">The rejection.</param>
    /// <param name="say">How the speaker names a command, given its name in scripts, such as <c>closeSeries</c>.</param>
    public static (string Meaning, string Remedy) Of(Rejection rejection, Func<string, string> say) => Said(Plain(rejection), say);

    private static (string Meaning, string Remedy) Plain(Rejection rejection) => rejection switch
    {
        Rejection.BookNotOpen => ("The book has not been opened.", "{open} it first, with at least one series."),
        Rejection.AlreadyOpen => ("The book is open, and was opened with other content.", "Change it with {setPolicy}, {addSeries}, {closeSeries}."),
        Rejection.SeriesInvalid => (
            "A series cannot be as it is defined: its format, bounds or reset are wrong, its id is repeated, or it could print a number of another series.",
            "Correct the definition; a literal prefix of its own keeps a series apart from the others."),
        Rejection.PolicyInvalid => ("The policy names an import series that the book does not have.", "Name an existing series, or {addSeries} first."),
        Rejection.SeriesExists => ("A series with this id exists with another definition.", "Choose another id; a series is never changed."),
        Rejection.SeriesUnknown => ("The book has no series with this id.", "Correct the id, or {addSeries} first."),
        Rejection.SeriesClosed => ("The series is closed and no open successor issues in its place, or the successor named is closed or the series itself.", "{closeSeries} it with an open successor, or name another series."),
        Rejection.SeriesExhausted => ("The last number of the series in this scope and period is used up, or the next number named lies beyond it.", "{addSeries}, then {closeSeries} the full one with the new one as successor; {advance} at most to the last number + 1."),
        Rejection.ScopeMismatch => (
            "The series counts by scope and none was given, or it does not and one was, or the scope has another length or other characters.",
            "Give the scope the series asks for, or leave it out; an import that lacks it is sent again with it."),
        Rejection.FormUnknown => ("The series has no form with this name.", "Name one of its forms, or none for the default form; forms come with the definition of a series."),
        Rejection.NumberAlreadyUsed => ("The series has passed this number already.", "{advance} only moves up; choose a higher next number."),
        Rejection.LinkedToOtherCompany => ("The book is linked to another ERP company; a link is 1:1.", "Open another book for the other company."),
        Rejection.NotConnected => ("The book is not connected.", "{connect} it first."),
        Rejection.ConnectionInterrupted => ("The connection is interrupted.", "{connect} again to the same company; nothing was lost."),
        Rejection.InvoiceUnknown => ("The book has no invoice with this id.", "Correct the id (an invoice number is none: find the invoice by it), or {create} or {import} the invoice first."),
        Rejection.InvoiceExists => ("An invoice with this id exists and was not made by this request.", "Choose another id. To change the date of one created at home, {redate} it; another record of it in the ERP is told with {confirm}."),
        Rejection.InvoiceVoid => ("The invoice is void.", "Create another invoice; the numbers of this one stay used."),
        Rejection.HomeNumberTaken => ("An invoice of the book has this home number, its sequence number was issued as another text, or the series could print a number that was given to an invoice.", "Check the number taken over, or give the series another format."),
        Rejection.HomeNumberAhead => ("A series of the book could still issue this number to another invoice.", "{advance} the series past the numbers taken over, then create the invoice."),
        Rejection.DateOutOfRange => ("A two-digit year in the format stands for 2000–2099, and the one to be printed lies outside.", "Correct the date, or use a series whose format prints four-digit years."),
        Rejection.DateOutsideValidity => (
            "The series numbers no document of this date.",
            "Correct the date, or name a series that is valid on it; {addSeries} with the next range that was approved."),
        Rejection.DateOutOfOrder => ("The series enforces the order of dates and has numbered a later one in this scope.", "Use the latest date or a later one, or another series."),
        Rejection.ErpOrigin => ("The invoice was created in the ERP.", "Change it there; the news arrives with {import}."),
        Rejection.AlreadyApproved => ("The invoice is approved.", "{withdraw} it first, if it may still be changed."),
        Rejection.InFlight => ("The invoice has been sent and the answer is not known.", "Wait for the answer, or look it up in the ERP and {confirm} or {refuse}."),
        Rejection.NumberIssued => ("The invoice holds a home number that would not fit the new date, series, scope or form.", "{void} it and create another."),
        Rejection.AlreadySynced => ("The ERP has the invoice.", "Change it in the ERP; if its record is gone, {release} it."),
        Rejection.VoidInErp => ("The ERP has the invoice, so a void must start there.", "Void it in the ERP, or {unlink} the invoice first."),
        Rejection.NotApproved => ("The invoice takes its home number on approval.", "{approve} it."),
        Rejection.Unlinked => ("The invoice is taken out of sync.", "{relink} it first."),
        Rejection.OutcomeUncertain => ("Nobody knows whether the ERP has the last attempt; sending again could make a duplicate.", "Look the invoice up in the ERP, then {confirm} or {refuse}; or {resend} if the ERP honours the attempt's key."),
        Rejection.NotSubmitted => ("The invoice is a draft.", "{submit} or {approve} it first."),
        Rejection.BeforeSyncFrom => ("The document is dated before the date from which the books exchange.", "{connect} with an earlier date to exchange from, or with none to lift the limit."),
        Rejection.NotInFlight => ("No attempt of this invoice is under way.", "{send} it first."),
        Rejection.AttemptUnknown => ("The invoice has not had so many attempts.", "Use the attempt that {send} answered with."),
        Rejection.ErpKeyTaken => ("Another invoice of the book has this ERP key; the answer names it.", "If the ERP's record is this invoice, {release} the key there first."),
        Rejection.ErpKeyReleased => ("The invoice gave this record up.", "If it is this invoice's after all, {confirm} it and ask to reclaim the record."),
        Rejection.ErpKeyUnknown => ("The invoice has no record with this key.", "Use the key of one of its records; the invoice lists them."),
        Rejection.NotSynced => ("The invoice has no record to release.", "Nothing needs to be done."),
        _ => throw new UnreachableException(),
    };
}
