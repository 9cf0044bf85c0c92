using System.Text.Json.Serialization;

namespace NumberingRules;

/// <summary>Why a command was rejected. What each means, and what to do about it: <see cref="Explain"/>.</summary>
[JsonConverter(typeof(NameJsonConverter<Rejection>))]
public enum Rejection
{
    /// <summary>The book has not been opened.</summary>
    BookNotOpen,

    /// <summary>The book is open, and was opened with other content.</summary>
    AlreadyOpen,

    /// <summary>A series cannot be as it is defined: its format, bounds or reset are wrong, its id is repeated, or it could print a number of another series.</summary>
    SeriesInvalid,

    /// <summary>The policy names an import series that the book does not have.</summary>
    PolicyInvalid,

    /// <summary>A series with this id exists with another definition.</summary>
    SeriesExists,

    /// <summary>The book has no series with this id.</summary>
    SeriesUnknown,

    /// <summary>The series is closed and no open successor issues in its place, or the successor named is closed or the series itself.</summary>
    SeriesClosed,

    /// <summary>The last number of the series in this scope and period is used up, or the next number named lies beyond it.</summary>
    SeriesExhausted,

    /// <summary>The series counts by scope and none was given, or it does not and one was, or the scope has another length or other characters.</summary>
    ScopeMismatch,

    /// <summary>The series has no form with this name.</summary>
    FormUnknown,

    /// <summary>The series has passed this number already.</summary>
    NumberAlreadyUsed,

    /// <summary>The book is linked to another ERP company; a link is 1:1.</summary>
    LinkedToOtherCompany,

    /// <summary>The book is not connected.</summary>
    NotConnected,

    /// <summary>The connection is interrupted.</summary>
    ConnectionInterrupted,

    /// <summary>The book has no invoice with this id.</summary>
    InvoiceUnknown,

    /// <summary>An invoice with this id exists and was not made by this request.</summary>
    InvoiceExists,

    /// <summary>The invoice is void.</summary>
    InvoiceVoid,

    /// <summary>An invoice of the book has this home number, its sequence number was issued as another text, or the series could print a number that was given to an invoice.</summary>
    HomeNumberTaken,

    /// <summary>A series of the book could still issue this number to another invoice.</summary>
    HomeNumberAhead,

    /// <summary>A two-digit year in the format stands for 2000–2099, and the one to be printed lies outside.</summary>
    DateOutOfRange,

    /// <summary>The series numbers no document of this date.</summary>
    DateOutsideValidity,

    /// <summary>The series enforces the order of dates and has numbered a later one in this scope.</summary>
    DateOutOfOrder,

    /// <summary>The invoice was created in the ERP.</summary>
    ErpOrigin,

    /// <summary>The invoice is approved.</summary>
    AlreadyApproved,

    /// <summary>The invoice has been sent and the answer is not known.</summary>
    InFlight,

    /// <summary>The invoice holds a home number that would not fit the new date, series, scope or form.</summary>
    NumberIssued,

    /// <summary>The ERP has the invoice.</summary>
    AlreadySynced,

    /// <summary>The ERP has the invoice, so a void must start there.</summary>
    VoidInErp,

    /// <summary>The invoice takes its home number on approval.</summary>
    NotApproved,

    /// <summary>The invoice is taken out of sync.</summary>
    Unlinked,

    /// <summary>Nobody knows whether the ERP has the last attempt; sending again could make a duplicate.</summary>
    OutcomeUncertain,

    /// <summary>The invoice is a draft.</summary>
    NotSubmitted,

    /// <summary>The document is dated before the date from which the books exchange.</summary>
    BeforeSyncFrom,

    /// <summary>No attempt of this invoice is under way.</summary>
    NotInFlight,

    /// <summary>The invoice has not had so many attempts.</summary>
    AttemptUnknown,

    /// <summary>Another invoice of the book has this ERP key; the answer names it.</summary>
    ErpKeyTaken,

    /// <summary>The invoice gave this record up.</summary>
    ErpKeyReleased,

    /// <summary>The invoice has no record with this key.</summary>
    ErpKeyUnknown,

    /// <summary>The invoice has no record to release.</summary>
    NotSynced,
}
