namespace NumberingRules;

/// <summary>Why a command was rejected. What each means, and what to do about it: <see cref="Explain"/>.</summary>
public enum Rejection
{
#pragma warning disable CS1591 // The one place for these texts is Explain, from which docs/rejections.md is made
    BookNotOpen,
    AlreadyOpen,
    SeriesInvalid,
    PolicyInvalid,
    SeriesExists,
    SeriesUnknown,
    SeriesClosed,
    SeriesExhausted,
    NumberAlreadyUsed,
    LinkedToOtherCompany,
    NotConnected,
    ConnectionInterrupted,
    InvoiceUnknown,
    InvoiceExists,
    InvoiceVoid,
    HomeNumberTaken,
    HomeNumberAhead,
    DateOutOfRange,
    DateOutOfOrder,
    ErpOrigin,
    AlreadyApproved,
    InFlight,
    NumberIssued,
    AlreadySynced,
    VoidInErp,
    NotApproved,
    Unlinked,
    OutcomeUncertain,
    NotSubmitted,
    BeforeSyncFrom,
    NotInFlight,
    AttemptUnknown,
    ErpKeyTaken,
    ErpKeyReleased,
    ErpKeyUnknown,
    NotSynced,
#pragma warning restore CS1591
}
