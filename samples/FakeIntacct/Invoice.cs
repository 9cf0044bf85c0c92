using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace FakeIntacct;

/// <summary>Who made a record.</summary>
internal enum Maker
{
    /// <summary>A request to the API.</summary>
    Api,

    /// <summary>A request to the API that a fault handed in a second time.</summary>
    ApiTwice,

    /// <summary>Somebody at the ERP's own screen.</summary>
    Screen,
}

/// <summary>An AR invoice as the ERP keeps it. Only <see cref="Json"/> can be seen through the API.</summary>
internal sealed record Invoice(int Key, string Number, string State, string Customer, DateOnly Date, DateOnly Due, ImmutableArray<JsonNode> Lines)
{
    internal const string Draft = "draft", Posted = "posted", Paid = "paid", PartiallyPaid = "partiallyPaid", Reversed = "reversed", Reversal = "reversal";
    private JsonObject? _json;

    // A copy has its own reply, which is made when it is asked for.
    private Invoice(Invoice other)
    {
        (Key, Number, State, Customer, Date, Due, Lines) = (other.Key, other.Number, other.State, other.Customer, other.Date, other.Due, other.Lines);
        (Module, SalesDocument, Entity, Extra, Created, Modified) = (other.Module, other.SalesDocument, other.Entity, other.Extra, other.Created, other.Modified);
        (Maker, IdempotencyKey, Deleted, Reverses, Replaces) = (other.Maker, other.IdempotencyKey, other.Deleted, other.Reverses, other.Replaces);
    }

    internal string Module { get; init; } = "accountsReceivable";

    internal string? SalesDocument { get; init; }

    internal string? Entity { get; init; }

    /// <summary>The other fields, custom ones (<c>nsp::</c>) included.</summary>
    internal ImmutableSortedDictionary<string, JsonNode?> Extra { get; init; } = ImmutableSortedDictionary<string, JsonNode?>.Empty;

    internal DateTimeOffset Created { get; init; }

    internal DateTimeOffset Modified { get; init; }

    internal Maker Maker { get; init; }

    internal string? IdempotencyKey { get; init; }

    internal bool Deleted { get; init; }

    internal int? Reverses { get; init; }

    internal int? Replaces { get; init; }

    internal string KeyText => Key.ToString(CultureInfo.InvariantCulture);

    /// <summary>The record as the API shows it. Not to be changed.</summary>
    internal JsonObject Json => _json ??= Make();

    internal JsonObject Reference() => new() { ["key"] = KeyText, ["id"] = KeyText, ["href"] = "/objects/accounts-receivable/invoice/" + KeyText };

    /// <summary>The record with what tests may know and clients may not.</summary>
    internal JsonObject Truth(FakeSettings settings) => new()
    {
        ["key"] = KeyText,
        ["number"] = Number,
        ["state"] = State,
        ["homeId"] = Home(settings),
        ["customer"] = Customer,
        ["date"] = Text(Date),
        ["module"] = Module,
        ["salesDocument"] = SalesDocument,
        ["entity"] = Entity,
        ["modified"] = Text(Modified),
        ["maker"] = Maker.ToString().ToLowerInvariant(),
        ["idempotencyKey"] = IdempotencyKey,
        ["deleted"] = Deleted,
        ["reverses"] = Reverses?.ToString(CultureInfo.InvariantCulture),
        ["replaces"] = Replaces?.ToString(CultureInfo.InvariantCulture),
    };

    internal string? Home(FakeSettings settings) => Extra.GetValueOrDefault("nsp::" + settings.HomeField)?.GetValue<string>();

    internal static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    internal static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private JsonObject Make()
    {
        var json = Reference();
        json["invoiceNumber"] = Number;
        json["state"] = State;
        json["recordType"] = "ri";
        json["moduleKey"] = Module;
        json["customer"] = new JsonObject { ["id"] = Customer, ["key"] = Customer };
        json["invoiceDate"] = Text(Date);
        json["dueDate"] = Text(Due);
        json["totalTxnAmount"] = Lines.Sum(line => decimal.Parse(line["txnAmount"]!.GetValue<string>(), CultureInfo.InvariantCulture)).ToString("F2", CultureInfo.InvariantCulture);
        json["isSystemGeneratedDocument"] = State == Reversal;
        json["salesDocument"] = SalesDocument is null ? null : new JsonObject { ["id"] = SalesDocument, ["key"] = SalesDocument };
        json["entity"] = Entity is null ? null : new JsonObject { ["id"] = Entity, ["key"] = Entity };
        json["webURL"] = "https://www.example.com/ui/acct?record=" + KeyText;
        json["audit"] = new JsonObject { ["createdDateTime"] = Text(Created), ["modifiedDateTime"] = Text(Modified) };
        foreach (var (name, value) in Extra)
        {
            json[name] = value?.DeepClone();
        }

        json["lines"] = new JsonArray([.. Lines.Select(line => line.DeepClone())]);
        return json;
    }
}
