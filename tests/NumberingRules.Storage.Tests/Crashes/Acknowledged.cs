using System.Globalization;

namespace NumberingRules.Storage.Tests.Crashes;

/// <summary>What a child said it had done: after this entry of the book, this number of the invoice counted ("-" for none).</summary>
internal readonly record struct Acknowledged(string Book, InvoiceId Invoice, string Number, long Entry)
{
    internal static Acknowledged Of(string[] line) => new(line[1], new(line[2]), line[3], long.Parse(line[4], CultureInfo.InvariantCulture));
}
