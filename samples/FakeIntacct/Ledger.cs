using System.Globalization;
using System.Text.Json.Nodes;

namespace FakeIntacct;

/// <summary>What somebody did to a record.</summary>
internal sealed record AuditRow(int Key, int Object, char Mode, DateTimeOffset Time, string User, string Source)
{
    private JsonObject? _json;

    internal bool Broken { get; init; }

    /// <summary>The row as the API shows it, but for the spelling of the access mode. Not to be changed.</summary>
    internal JsonObject Json(string objectType)
    {
        if (_json is { } made && made["objectType"]!.GetValue<string>() == objectType)
        {
            return made;
        }

        var key = Key.ToString(CultureInfo.InvariantCulture);
        return _json = new()
        {
            ["key"] = key,
            ["id"] = key,
            ["href"] = "/objects/company-config/audit-history/" + key,
            ["objectType"] = objectType,
            ["objectKey"] = Object.ToString(CultureInfo.InvariantCulture),
            ["accessMode"] = Mode.ToString(),
            ["accessTime"] = Invoice.Text(Time),
            ["userId"] = User,
            ["source"] = Source,
        };
    }
}

/// <summary>The company's books, in memory. Callers hold the company's lock.</summary>
internal sealed class Ledger(TimeProvider clock, Func<FakeSettings> settings, Action<Invoice, string> tell)
{
    private readonly SortedDictionary<int, Invoice> _invoices = [];
    private readonly Dictionary<string, HashSet<int>> _byNumber = [];
    private readonly List<AuditRow> _audit = [];
    private int _lastKey = 2000;

    internal int NextInSequence { get; private set; } = 1;

    /// <summary>Every record ever, deleted ones included.</summary>
    internal IEnumerable<Invoice> Everything => _invoices.Values;

    internal IEnumerable<Invoice> Existing => _invoices.Values.Where(invoice => !invoice.Deleted);

    internal IReadOnlyList<AuditRow> Audit => _audit;

    internal Invoice? Find(string key) =>
        int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && _invoices.GetValueOrDefault(number) is { Deleted: false } found ? found : null;

    internal Invoice Get(string key) => Find(key) ?? throw Refusal.Absent($"There is no invoice with key {key}.");

    internal Invoice Create(Invoice wish, string by)
    {
        CheckCustomer(wish);
        var number = settings().Sequence ? TakeNumber() : wish.Number;
        CheckNumber(number, 0);
        var time = Stamp();
        return Keep(wish with { Key = ++_lastKey, Number = number, Created = time, Modified = time }, 'C', by);
    }

    internal Invoice Update(string key, Func<Invoice, Invoice> change, string by)
    {
        var old = Get(key);
        var changed = change(old);
        if (old.State is not (Invoice.Draft or Invoice.Posted))
        {
            throw Refusal.Rule($"The invoice is {old.State}: only draft and posted ones can be changed.");
        }

        CheckCustomer(changed);
        CheckNumber(changed.Number, old.Key);
        return Change(changed, by);
    }

    internal void Delete(string key, string by)
    {
        var old = Get(key);
        if (old.State is not (Invoice.Draft or Invoice.Posted))
        {
            throw Refusal.Rule($"The invoice is {old.State}: only draft and posted ones can be deleted.");
        }

        if (old.State == Invoice.Posted && settings().ReversalOfUnpaid)
        {
            throw Refusal.Rule("A posted invoice cannot be deleted here: reverse it.");
        }

        Remove(old, by);
    }

    internal Invoice Submit(string key, string by) =>
        Get(key) is { State: Invoice.Draft } draft ? Change(draft with { State = Invoice.Posted }, by) : throw Refusal.Rule("Only a draft can be submitted.");

    /// <summary>The invoice stays, reversed; a second record reverses it, with its custom fields.</summary>
    internal Invoice Reverse(string key, string by)
    {
        var old = Get(key);
        if (old.State != Invoice.Posted)
        {
            throw Refusal.Rule(old.State is Invoice.Paid or Invoice.PartiallyPaid
                ? "The invoice has a payment: reverse the payment first." : $"The invoice is {old.State}: only posted ones can be reversed.");
        }

        var reversed = Change(old with { State = Invoice.Reversed }, by);
        var time = Stamp();
        _ = Keep(
            old with { Key = ++_lastKey, Number = old.Number + " - Reversed", State = Invoice.Reversal, Created = time, Modified = time, Reverses = old.Key, Maker = Maker.Screen, IdempotencyKey = null },
            'C', by);
        return reversed;
    }

    /// <summary>A payment, or its reversal: what only the screen can do here.</summary>
    internal Invoice Pay(string key, string state, string by) =>
        Get(key) is { State: Invoice.Posted or Invoice.Paid or Invoice.PartiallyPaid } invoice ? Change(invoice with { State = state }, by)
            : throw Refusal.Rule("Only posted and paid invoices have payments.");

    /// <summary>What Order Entry does when its document changes: the record goes, another with the same number takes its place.</summary>
    internal Invoice Recreate(string key, Func<Invoice, Invoice> change, string by)
    {
        if (Get(key) is not { Module: "orderEntry" } old)
        {
            throw Refusal.Rule("Only records of Order Entry are recreated.");
        }

        Remove(old, by);
        var time = Stamp();
        return Keep(change(old) with { Key = ++_lastKey, Created = time, Modified = time, Replaces = old.Key, Maker = Maker.Screen, IdempotencyKey = null }, 'C', by);
    }

    internal string TakeNumber() =>
        settings().SequencePrefix + NextInSequence++.ToString(CultureInfo.InvariantCulture).PadLeft(settings().SequenceLength, '0');

    /// <summary>A page of the audit history that has this row fails from now on.</summary>
    internal void Break(int auditKey) => _audit[auditKey - 1] = _audit[auditKey - 1] with { Broken = true };

    /// <summary>The records that clients have made of each home id: those that were posted twice, and count still or counted once.</summary>
    internal JsonObject PostedTwice(bool still)
    {
        var doubles = Everything.Where(invoice => invoice.Maker == Maker.Api && !(still && (invoice.Deleted || invoice.State == Invoice.Reversed)))
            .Where(invoice => invoice.Home(settings()) is not null).GroupBy(invoice => invoice.Home(settings())!).Where(group => group.Skip(1).Any());
        return new(doubles.Select(group => KeyValuePair.Create<string, JsonNode?>(group.Key, new JsonArray([.. group.Select(invoice => (JsonNode)invoice.KeyText)]))));
    }

    private Invoice Change(Invoice changed, string by) => Keep(changed with { Modified = Later(Stamp(), changed.Modified) }, 'M', by);

    private void Remove(Invoice old, string by)
    {
        var gone = _invoices[old.Key] = old with { Deleted = true };
        Note(gone, 'D', Later(Stamp(), old.Modified), by);
    }

    private Invoice Keep(Invoice invoice, char mode, string by)
    {
        _byNumber.GetValueOrDefault(_invoices.GetValueOrDefault(invoice.Key)?.Number ?? "")?.Remove(invoice.Key);
        (_byNumber.TryGetValue(invoice.Number, out var keys) ? keys : _byNumber[invoice.Number] = []).Add(invoice.Key);
        _invoices[invoice.Key] = invoice;
        Note(invoice, mode, invoice.Modified, by);
        return invoice;
    }

    private void Note(Invoice invoice, char mode, DateTimeOffset time, string by)
    {
        _audit.Add(new(_audit.Count + 1, invoice.Key, mode, time, by, by == "screen" ? "UI" : "REST"));
        tell(invoice, mode switch { 'C' => "after_create", 'M' => "after_update", _ => "after_delete" });
    }

    /// <summary>Whole seconds, and up to the settings' lag before the moment of the change, which is when others see it.</summary>
    private DateTimeOffset Stamp()
    {
        var lag = Chance.Of(17, (ulong)_audit.Count) * (settings().StampLagSeconds + 1);
        var time = clock.GetUtcNow().AddSeconds(-Math.Floor(lag));
        return time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
    }

    private void CheckCustomer(Invoice invoice)
    {
        if (settings().Customers is { } customers && !customers.Contains(invoice.Customer))
        {
            throw Refusal.Rule($"There is no customer {invoice.Customer}.");
        }

        if (settings().CustomersOnHold.Contains(invoice.Customer))
        {
            throw Refusal.Rule($"Customer {invoice.Customer} is on hold.");
        }
    }

    private void CheckNumber(string number, int owner)
    {
        if (number.Length == 0)
        {
            throw Refusal.Rule("invoiceNumber is missing, and the company has no document sequence.");
        }

        if (number.Length > settings().NumberLength)
        {
            throw Refusal.Rule($"invoiceNumber {number} has {number.Length} characters: at most {settings().NumberLength} are allowed.");
        }

        if (settings().NumberTaken != NumberTaken.Allow && _byNumber.TryGetValue(number, out var keys) && keys.Any(key => key != owner && !_invoices[key].Deleted))
        {
            var said = $"Another invoice with the number {number} already exists.";
            throw settings().NumberTaken == NumberTaken.Conflict ? Refusal.Conflict(said) : Refusal.Rule(said);
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
