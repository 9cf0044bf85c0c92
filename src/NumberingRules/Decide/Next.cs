namespace NumberingRules;

/// <summary>The number that a series would issue now.</summary>
/// <param name="Number">As it would be printed.</param>
/// <param name="Series">The series at the end of the chain of successors.</param>
/// <param name="Scope">The scope it would count in.</param>
/// <param name="Form">The form it would be printed in; none for the default form.</param>
/// <param name="Period">The period it would count in.</param>
/// <param name="SequenceNumber">Its place in the period.</param>
/// <param name="Left">How many numbers are left in this scope and period, this one included; null if there is no end before 10^18−1.</param>
public sealed record NextNumber(InvoiceNumber Number, SeriesId Series, Scope? Scope, FormName? Form, Period Period, long SequenceNumber, long? Left);

/// <summary>What issuing would print now, or the rejection it would meet. Equality is by value.</summary>
/// <param name="Number">The number; null when it would be rejected.</param>
/// <param name="Rejection">What stands in the way; null when nothing does.</param>
/// <param name="Detail">What exactly stands in the way, in words.</param>
public sealed record NextAnswer(NextNumber? Number, Rejection? Rejection, string? Detail);

/// <summary>SPEC §7a, <c>next</c>.</summary>
internal static class Next
{
    internal static NextAnswer Of(IBookView book, DateOnly date, SeriesId? named, Scope? scope, FormName? form)
    {
        if (!book.Header.IsOpen)
        {
            return new(null, Rejection.BookNotOpen, Details.NotOpen);
        }

        var asked = new Asked(named ?? book.Header.Series.First, date, scope, form);
        if (!book.Header.Series.Contains(asked.Series))
        {
            return new(null, Rejection.SeriesUnknown, Details.OfSeries(book.Header, asked.Series));
        }

        return Issuing.Find(book, asked, out var series, out var period, out var position) is { } rejection
            ? new(null, rejection, Details.OfIssuing(book, asked, rejection))
            : new(
                new(series.Print(position.Next, date, scope, form), series.Id, scope, form, period, position.Next, series.LeftFrom(position.Next)),
                null,
                null);
    }
}
