using System.Globalization;
using System.Text.Json.Nodes;

namespace FakeIntacct;

/// <summary>What the API does, once a request was let in. Callers hold the company's lock.</summary>
internal sealed class Api(Company company)
{
    private const int MostKeys = 500;

    internal Reply Do(ApiRequest request, Session session, Maker maker = Maker.Api)
    {
        try
        {
            return Route(request, session, maker);
        }
        catch (Refusal refusal)
        {
            return company.Errors.Of(refusal);
        }
    }

    private Reply Route(ApiRequest request, Session session, Maker maker)
    {
        var parts = request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (request.Method, parts) switch
        {
            ("POST", ["objects", "accounts-receivable", "invoice"]) => Create(request, session, maker),
            ("GET", ["objects", "accounts-receivable", "invoice"]) => List(Seen(session, true).Select(invoice => invoice.Reference())),
            ("GET", ["objects", "accounts-receivable", "invoice", var keys]) => Get(keys.Split(','), session),
            ("PATCH", ["objects", "accounts-receivable", "invoice", var key]) => Reply.Done(200, Own(key, session, () =>
                company.Ledger.Update(key, old => Draft.Change(old, request.Json, company.Settings), session.User)).Reference()),
            ("DELETE", ["objects", "accounts-receivable", "invoice", var key]) => Delete(key, session),
            ("POST", ["workflows", "accounts-receivable", "invoice", "submit"]) => Workflow(request, session, key => company.Ledger.Submit(key, session.User)),
            ("POST", ["workflows", "accounts-receivable", "invoice", "reverse"]) => Workflow(request, session, key => company.Ledger.Reverse(key, session.User)),
            ("GET", ["objects", "company-config", "audit-history"]) => List(AuditRows().Select(row => Only(row, "key", "id", "href"))),
            ("GET", ["objects", "company-config", "audit-history", var key]) => Reply.Done(200,
                AuditRows().FirstOrDefault(row => row["key"]!.GetValue<string>() == key) is { } row ? Shown(row) : throw Refusal.Absent($"There is no audit record {key}.")),
            ("GET", ["objects", "company-config", "document-sequence"]) => List([Only(company.SequenceJson(), "key", "id", "href")]),
            ("GET", ["objects", "company-config", "document-sequence", "1"]) => Reply.Done(200, company.SequenceJson()),
            ("POST", ["services", "core", "query"]) => Query(request.Json, session),
            ("GET", ["services", "core", "model"]) => Model(request.Asked.GetValueOrDefault("name").FirstOrDefault() ?? throw new Refusal(400, "GW-0015", "name is missing.")),
            ("POST", ["services", "company-config", "document-sequence", "get-next-sequence"]) => NextInSequence(request.Json),
            (_, ["objects", "accounts-receivable", "invoice", ..] or ["services", "core", "query" or "model"] or ["workflows", "accounts-receivable", "invoice", "submit" or "reverse"]
                or ["objects", "company-config", "audit-history" or "document-sequence", ..]) => throw new Refusal(405, "methodNotAllowed", $"{request.Method} is not allowed here."),
            _ => throw Refusal.Absent($"There is no resource {request.Path}."),
        };
    }

    private Reply Create(ApiRequest request, Session session, Maker maker)
    {
        var made = company.Ledger.Create(
            Draft.Read(request.Json, company.Settings) with { Entity = session.Entity, Maker = maker, IdempotencyKey = request.IdempotencyKey }, session.User);
        return Reply.Done(201, made.Reference());
    }

    private Reply Get(string[] keys, Session session)
    {
        if (keys.Length > MostKeys)
        {
            throw Refusal.Schema($"{keys.Length} keys: at most {MostKeys} can be asked for at once.");
        }

        var found = keys.Select(company.Ledger.Find).Where(invoice => invoice is not null && MaySee(invoice, session)).ToList();
        return found.Count == 0 ? throw Refusal.Absent($"There is no invoice with key {string.Join(", ", keys)}.")
            : Reply.Done(200, keys.Length == 1 ? found[0]!.Json.DeepClone() : new JsonArray([.. found.Select(invoice => invoice!.Json.DeepClone())]));
    }

    private Reply Delete(string key, Session session)
    {
        _ = Own(key, session, () =>
        {
            var gone = company.Ledger.Get(key);
            company.Ledger.Delete(key, session.User);
            return gone;
        });
        return new(204);
    }

    private Reply Workflow(ApiRequest request, Session session, Func<string, Invoice> step)
    {
        var key = Draft.OptionalText(request.Json, "key") ?? Draft.OptionalText(request.Json, "id") ?? throw Refusal.Schema("key is missing.");
        return Reply.Done(200, Own(key, session, () => step(key)).Reference());
    }

    private Reply Query(JsonObject body, Session session)
    {
        var name = Draft.OptionalText(body, "object") ?? throw Refusal.Schema("object is missing.");
        var query = new Query(body, company.Fields(name));
        if (name != "company-config/audit-history")
        {
            var rows = name == "accounts-receivable/invoice" ? Seen(session, query.IncludePrivate).Select(invoice => invoice.Json) : [company.SequenceJson()];
            return query.Run(rows, (_, value) => value, _ => { });
        }

        var broken = company.Ledger.Audit.Where(row => row.Broken).Select(row => row.Key.ToString(CultureInfo.InvariantCulture)).ToHashSet();
        return query.Run(
            AuditRows(),
            (field, value) => field == "accessMode" ? company.AuditWord(value!.GetValue<string>()) : value,
            page => _ = page.Any(row => broken.Contains(row["key"]!.GetValue<string>())) ? throw new Refusal(500, "unexpectedError", "There was an error processing the request.") : 0);
    }

    private Reply Model(string name) => Reply.Done(200, new JsonObject
    {
        ["name"] = name,
        ["fields"] = new JsonObject(company.Fields(name).Keys.Order(StringComparer.Ordinal).Select(field => KeyValuePair.Create<string, JsonNode?>(field, new JsonObject { ["type"] = "string" }))),
    });

    private Reply NextInSequence(JsonObject body)
    {
        var named = Draft.OptionalText(body, "id") ?? Draft.OptionalText(body, "key") ?? throw Refusal.Schema("id is missing.");
        return named is "AR Inv" or "1" ? Reply.Done(200, new JsonObject { ["id"] = "AR Inv", ["nextSequence"] = company.Ledger.TakeNumber() })
            : throw Refusal.Absent($"There is no document sequence {named}.");
    }

    /// <summary>Does something to a record, if the session may see it.</summary>
    private Invoice Own(string key, Session session, Func<Invoice> step) =>
        MaySee(company.Ledger.Get(key), session) ? step() : throw Refusal.Absent($"There is no invoice with key {key}.");

    private IEnumerable<Invoice> Seen(Session session, bool includePrivate) => company.Ledger.Existing
        .Where(invoice => MaySee(invoice, session) && (includePrivate || session.Entity is not null || !company.Settings.PrivateEntities.Contains(invoice.Entity ?? "")));

    // The top level sees all entities; an entity sees its own records.
    private static bool MaySee(Invoice invoice, Session session) => session.Entity is null || invoice.Entity == session.Entity;

    private List<JsonObject> AuditRows() => company.Settings.AuditPermitted ? [.. company.Ledger.Audit.Select(row => row.Json(company.Settings.AuditObjectType))]
        : throw new Refusal(403, "GW-0042", "The user is not permitted to view the audit history.");

    private JsonNode Shown(JsonObject row)
    {
        var shown = row.DeepClone();
        shown["accessMode"] = company.AuditWord(row["accessMode"]!.GetValue<string>());
        return shown;
    }

    private static JsonObject Only(JsonObject row, params IEnumerable<string> names) => new(names.Select(name => KeyValuePair.Create(name, row[name]?.DeepClone())));

    private static Reply List(IEnumerable<JsonObject> rows)
    {
        var all = rows.Take(100).ToList();
        return Reply.Json(200, new JsonObject
        {
            ["ia::result"] = new JsonArray([.. all]),
            ["ia::meta"] = new JsonObject { ["totalCount"] = all.Count, ["start"] = 1, ["pageSize"] = 100, ["next"] = null, ["previous"] = null },
        });
    }
}
