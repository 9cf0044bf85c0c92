using System.Globalization;

namespace NumberingRules.Registers;

/// <summary>Compares a book with the ERP's register. Documents are matched by id and key, never by number.</summary>
internal sealed class BookReconciler
{
    private const int MostRounds = 10;
    private const string AsRegister = "as the ERP's register has it";
    private const string MayBeThere = "a row of the register that was not taken for it may be this document: a person looks it up in the ERP";

    private readonly Register _book;
    private readonly DocumentTable _erp;
    private readonly bool _isWhole;
    private readonly List<Invoice> _invoices;
    private readonly Dictionary<InvoiceId, List<int>> _found = [];
    private readonly List<int> _unmatched = [];
    private readonly HashSet<int> _byReleasedKey = [];
    private readonly HashSet<InvoiceId> _namedByKey = [];
    private readonly Dictionary<string, int> _erpNumbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _homeErpNumbers = new(StringComparer.Ordinal);
    private readonly List<Reconciled> _documents = [];
    private readonly List<PlannedCommand> _plan = [];

    private BookReconciler(Register book, IEnumerable<InvoiceId> invoices, DocumentTable erp, bool isWhole)
    {
        (_book, _erp, _isWhole) = (book, erp, isWhole);
        _invoices = [.. invoices.Select(book.Find).OfType<Invoice>()];
    }

    /// <summary>Compares them. The plan is tried on a register above the book, which itself stays as it is.</summary>
    internal static Reconciliation Of(Register book, DocumentTable erp)
    {
        List<InvoiceId> invoices = [.. book.Appeared.Select(invoice => invoice.Id)];
        // Asked once: it walks the lines of the register.
        var notTaken = erp.NotTaken;
        var found = Compared(book, invoices, erp, notTaken == 0);
        var trial = new Register(book);
        var plan = new List<PlannedCommand>();
        // What one command mends may show what the next has to: a reinstated draft that was posted.
        var round = found._plan;
        for (var at = 0; at < MostRounds; at++)
        {
            // The book decides what it accepts as it is; what it does not stays for a person.
            var accepted = round.Where(planned => trial.Do(planned.Command).Outcome == Outcome.Accepted).ToList();
            if (accepted.Count == 0)
            {
                break;
            }

            plan.AddRange(accepted);
            round = Compared(trial, invoices.Concat(trial.Appeared.Select(invoice => invoice.Id)).Distinct(), erp, notTaken == 0)._plan;
        }

        return new(found._documents, plan, notTaken);
    }

    private static BookReconciler Compared(Register book, IEnumerable<InvoiceId> invoices, DocumentTable erp, bool isWhole)
    {
        var reconciler = new BookReconciler(book, invoices, erp, isWhole);
        reconciler.Match();
        foreach (var invoice in reconciler._invoices)
        {
            reconciler.Compare(invoice);
        }

        foreach (var document in reconciler._unmatched)
        {
            reconciler.Unmatched(document);
        }

        return reconciler;
    }

    private void Match()
    {
        var byKey = new Dictionary<string, InvoiceId>(StringComparer.Ordinal);
        var released = new Dictionary<string, InvoiceId>(StringComparer.Ordinal);
        foreach (var invoice in _invoices)
        {
            foreach (var record in invoice.Records)
            {
                byKey[record.Key.Text] = invoice.Id;
            }

            foreach (var record in invoice.Released)
            {
                released[record.Key.Text] = invoice.Id;
            }

            if (invoice is { ErpNumber: { } number, IsVoid: false })
            {
                Count(_homeErpNumbers, number.Text);
            }
        }

        foreach (var document in _erp.Documents)
        {
            if (_erp.NumberTextOf(document) is { Length: > 0 } number && _erp.StateOf(document) != DocumentState.Void)
            {
                Count(_erpNumbers, number);
            }

            var key = _erp.KeyTextOf(document);
            var external = _erp.Extras.Count > 0 ? _erp.Extras[document] : "";
            var invoice = external.Length > 0 && Identifier.Problem(external) is null && _book.Find(external) is { } named ? named.Id
                : byKey.TryGetValue(key, out var holder) ? holder
                : released.TryGetValue(key, out var former) && _byReleasedKey.Add(document) ? former
                : _book.Find(key) is { Origin: Side.Erp } imported ? imported.Id
                : null;
            if (byKey.TryGetValue(key, out var keyHolder) && keyHolder != invoice)
            {
                _namedByKey.Add(keyHolder);
            }

            if (invoice is null)
            {
                _unmatched.Add(document);
            }
            else
            {
                (_found.TryGetValue(invoice, out var some) ? some : _found[invoice] = []).Add(document);
            }
        }
    }

    private void Compare(Invoice invoice)
    {
        var found = _found.GetValueOrDefault(invoice.Id) ?? [];
        var valid = found.Where(document => _erp.StateOf(document) != DocumentState.Void).ToList();
        if (valid.Count > 1)
        {
            foreach (var document in valid)
            {
                Add(invoice, document, [ReconcileKind.DuplicateInErp, .. Differences(invoice, document)], "a person voids all but one in the ERP, then 'release' gives up the others");
            }

            return;
        }

        if (found.Count == 0)
        {
            Absent(invoice);
            return;
        }

        // Of several the valid one counts; else the current record's.
        var main = valid.Count == 1 ? valid[0] : found.Find(document => invoice.Records.Count > 0 && _erp.KeyTextOf(document) == invoice.Records[0].Key.Text);
        if (valid.Count == 0 && !found.Contains(main))
        {
            main = found[0];
        }

        Add(invoice, main, [.. Differences(invoice, main)], null);
    }

    private void Absent(Invoice invoice)
    {
        var sync = Numbering.EffectiveSync(_book.Header, invoice);
        var isNamed = _namedByKey.Contains(invoice.Id) || _erp.StrayExtras.Contains(invoice.Id.Text);
        if ((isNamed || !_isWhole) && (invoice.IsLinked || sync is Sync.Sent or Sync.Uncertain))
        {
            Add(invoice, null, [invoice.IsLinked ? ReconcileKind.MissingInErp : ReconcileKind.UnknownOutcome], MayBeThere);
        }
        else if (invoice.IsLinked)
        {
            var key = invoice.Records[0].Key;
            Plan(new Command.Release(invoice.Id, $"not in the ERP's register", key), $"{invoice.Id}: record {key} was confirmed, and is not in the register");
            Add(invoice, null, [ReconcileKind.MissingInErp], "release the record; it can be sent again, or be voided");
        }
        else if (sync is Sync.Sent or Sync.Uncertain)
        {
            Plan(new Command.Refuse(invoice.Id, "looked up in the ERP's register, and not there"), $"{invoice.Id}: it was sent, and is not in the register");
            Add(invoice, null, [ReconcileKind.UnknownOutcome], "refuse the attempt, for it did not arrive; it can be sent again");
        }
        else if (invoice.IsVoid || invoice.Origin == Side.Erp)
        {
            Add(invoice, null, [ReconcileKind.Agrees], "");
        }
        else
        {
            var number = invoice.HomeNumber?.Text;
            List<ReconcileKind> kinds = [ReconcileKind.NeverSent];
            if (number is not null && _unmatched.Exists(document => _erp.NumberTextOf(document) == number))
            {
                kinds.Add(ReconcileKind.Candidate);
            }

            Add(invoice, null, kinds, isNamed ? MayBeThere : kinds.Count > 1
                ? "the ERP has a document with the same number: a person says whether it is this one, with 'confirm'"
                : invoice.Approval == Approval.Approved ? "send it" : "approve it, then send it");
        }
    }

    private IEnumerable<ReconcileKind> Differences(Invoice invoice, int document)
    {
        var number = _erp.NumberTextOf(document);
        var key = _erp.KeyTextOf(document);
        if (number.Length > 0 && (_erpNumbers.GetValueOrDefault(number) > 1 || _homeErpNumbers.GetValueOrDefault(number) > 1))
        {
            yield return ReconcileKind.NumberShared;
        }

        var sync = Numbering.EffectiveSync(_book.Header, invoice);
        if (!invoice.IsLinked && sync is Sync.Sent or Sync.Uncertain)
        {
            yield return ReconcileKind.UnknownOutcome;
        }

        if (_erp.Reader.HasStatus)
        {
            var state = _erp.StateOf(document);
            if ((state == DocumentState.Void) != invoice.IsVoid
                || (state != DocumentState.Void && (state == DocumentState.Draft) != (invoice.Approval != Approval.Approved)))
            {
                yield return ReconcileKind.StatusDiffers;
            }
        }
        else if (_byReleasedKey.Contains(document) && invoice.IsVoid)
        {
            yield return ReconcileKind.StatusDiffers;
        }

        var record = RecordOf(invoice, key);
        if (record is null ? !(sync is Sync.Sent or Sync.Uncertain) : number.Length > 0 && record.Number?.Text != number)
        {
            yield return ReconcileKind.NumberDiffers;
        }

        if (_erp.DayOf(document) >= 0 && _erp.DayOf(document) != invoice.Date.DayNumber)
        {
            yield return ReconcileKind.DateDiffers;
        }
    }

    private void Add(Invoice invoice, int? document, List<ReconcileKind> kinds, string? remedy)
    {
        var sorted = kinds.Distinct().Order().ToList();
        if (sorted.Count == 0)
        {
            sorted.Add(ReconcileKind.Agrees);
        }

        _documents.Add(new(
            sorted[0],
            sorted[1..],
            invoice.Id.Text,
            document is { } at ? _erp.KeyTextOf(at) : invoice.Records.Count > 0 ? invoice.Records[0].Key.Text : null,
            new(Numbering.Authority(_book.Header, invoice).Number?.Text, invoice.Date, invoice.IsVoid ? "void" : invoice.Approval == Approval.Approved ? "approved" : "draft"),
            document is { } one ? SideOfDocument.Of(_erp, one) : null,
            remedy ?? Mend(invoice, document!.Value, sorted)));
    }

    /// <summary>Plans what mends a difference, and says it; what no command mends is said for a person.</summary>
    private string Mend(Invoice invoice, int document, List<ReconcileKind> kinds)
    {
        var remedies = new List<string>();
        var key = _erp.KeyTextOf(document);
        var number = _erp.InvoiceNumberOf(document);
        foreach (var kind in kinds)
        {
            switch (kind)
            {
                case ReconcileKind.NumberShared:
                    remedies.Add("two documents carry the number: a person corrects one in the ERP");
                    break;
                case ReconcileKind.UnknownOutcome:
                    Plan(new Command.Confirm(invoice.Id, key, number), $"{invoice.Id}: it was sent, and the register has it as {key}");
                    remedies.Add("confirm the record: it arrived");
                    break;
                case ReconcileKind.StatusDiffers:
                    remedies.Add(MendStatus(invoice, document));
                    break;
                case ReconcileKind.NumberDiffers when _byReleasedKey.Contains(document):
                    remedies.Add("the record was given up: a person says whether it is this invoice after all, with 'confirm' and reclaim");
                    break;
                case ReconcileKind.NumberDiffers:
                    Plan(new Command.Confirm(invoice.Id, key, number), $"{invoice.Id}: the register has it as {key}{(number is null ? "" : $" with number {number}")}");
                    remedies.Add("confirm the record with the ERP's number; a number it had before needs a higher version");
                    break;
                case ReconcileKind.DateDiffers when invoice is { Origin: Side.Erp, HomeNumber: null } && _erp.DayOf(document) >= 0:
                    Plan(RegisterImport.ImportOf(_erp, document, invoice.Id), $"{invoice.Id}: the register dates it {_erp.DateOf(document):yyyy-MM-dd}");
                    remedies.Add("import it again: the ERP's date is taken over");
                    break;
                case ReconcileKind.DateDiffers:
                    remedies.Add("a person corrects the date on one side; a number that was issued stays with its date");
                    break;
                default:
                    break;
            }
        }

        return string.Join("; ", remedies);
    }

    private string MendStatus(Invoice invoice, int document)
    {
        switch (_erp.StateOf(document))
        {
            case DocumentState.Void:
                Plan(new Command.Void(invoice.Id, Side.Erp, AsRegister), $"{invoice.Id}: the register has it void");
                return "void it, as the ERP has";
            case var _ when invoice.IsVoid && invoice.VoidedByHome:
                return "home has voided it: a person voids it in the ERP";
            case var _ when invoice.IsVoid && invoice.ErpSaidVoid:
                Plan(new Command.Reinstate(invoice.Id, AsRegister), $"{invoice.Id}: the register has it valid");
                return "reinstate it, for the ERP has it valid";
            case var _ when invoice.IsVoid:
                return "its record was given up: a person says whether it is this invoice after all, with 'confirm' and reclaim";
            case DocumentState.Normal when invoice.Origin == Side.Erp && _erp.DayOf(document) >= 0:
                Plan(RegisterImport.ImportOf(_erp, document, invoice.Id), $"{invoice.Id}: the register has it posted");
                return "import it again: it is no draft any more";
            case DocumentState.Normal:
                return "the ERP has it posted: a person approves it at home";
            default:
                return "the ERP has it as a draft: a person posts it there";
        }
    }

    private void Unmatched(int document)
    {
        var number = _erp.NumberTextOf(document);
        var key = _erp.KeyTextOf(document);
        var line = _erp.LineOf(document);
        List<ReconcileKind> kinds = [ReconcileKind.MissingAtHome];
        var candidate = number.Length == 0 ? null : _book.HoldersOf(number).FirstOrDefault();
        if (number.Length > 0 && _erpNumbers.GetValueOrDefault(number) > 1)
        {
            kinds.Insert(0, ReconcileKind.NumberShared);
        }

        string remedy;
        if (candidate is not null)
        {
            kinds.Add(ReconcileKind.Candidate);
            remedy = $"invoice {candidate} has the same number: a person says whether it is this document, with 'confirm', or imports it";
        }
        else if (_erp.DayOf(document) < 0)
        {
            remedy = "it has no date yet: nothing to do before it has one";
        }
        else
        {
            Plan(RegisterImport.ImportOf(_erp, document, key), string.Create(CultureInfo.InvariantCulture, $"line {line}: the register has it, home has not"));
            if (_erp.StateOf(document) == DocumentState.Void)
            {
                Plan(new Command.Void(key, Side.Erp, AsRegister), string.Create(CultureInfo.InvariantCulture, $"line {line}: the register has it void"));
            }

            remedy = "import it";
        }

        _documents.Add(new(kinds[0], kinds[1..], null, key, null, SideOfDocument.Of(_erp, document), remedy));
    }

    private static ErpRecord? RecordOf(Invoice invoice, string key)
    {
        foreach (var record in invoice.Records)
        {
            if (record.Key.Text == key)
            {
                return record;
            }
        }

        return null;
    }

    private void Plan(Command command, string why) => _plan.Add(new(command, why));

    private static void Count(Dictionary<string, int> counts, string text) => counts[text] = counts.GetValueOrDefault(text) + 1;
}
