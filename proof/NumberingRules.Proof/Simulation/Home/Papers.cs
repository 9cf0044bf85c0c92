using NumberingRules.Storage;

namespace NumberingRules.Proof.Simulation;

/// <summary>Every number that anybody was ever shown. It is on paper: no crash and no restore takes it back.</summary>
internal sealed class Papers(World world)
{
    /// <summary>What the ids of invoices begin with that stand for a number known from paper alone.</summary>
    internal const string StandIn = "paper-";

    private readonly Dictionary<(Side System, string Number, string Invoice), Paper> _shown = [];
    private readonly Dictionary<string, string> _holders = [];

    internal IEnumerable<Paper> All => _shown.Values;

    internal void Show(BookHeader book, Invoice invoice)
    {
        if (Numbering.Authority(book, invoice) is not { System: { } system, Number: { } number } || invoice.Id.Text.StartsWith(StandIn, StringComparison.Ordinal))
        {
            return;
        }

        var id = invoice.Id.Text;
        var key = (system, number.Text, id);
        if (_shown.TryGetValue(key, out var paper) && (paper.Approval == invoice.Approval))
        {
            return;
        }

        _shown[key] = new(system, number, invoice.Id, invoice.Origin, invoice.Date, invoice.Approval, invoice.IsLinked ? invoice.Records[0].Key : null);
        if (system == Side.Home)
        {
            world.Hold(!_holders.TryGetValue(number.Text, out var holder) || holder == id, () => $"home number {number} was shown for {_holders[number.Text]} and now for {id}");
            _holders[number.Text] = id;
        }
    }
}

/// <summary>A number as it was shown.</summary>
internal sealed record Paper(Side System, InvoiceNumber Number, InvoiceId Invoice, Side Origin, DateOnly Date, Approval Approval, ErpKey? Key);
