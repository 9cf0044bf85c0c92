namespace NumberingRules.Registers;

/// <summary>Compares two registers whose documents are matched by the values of a column of each.</summary>
internal static class RegisterReconciler
{
    internal static Reconciliation Of(DocumentTable home, DocumentTable erp)
    {
        var there = erp.Documents.ToLookup(document => erp.Extras[document], StringComparer.Ordinal);
        var numbers = erp.Documents.Where(document => erp.StateOf(document) != DocumentState.Void).ToLookup(erp.NumberTextOf, StringComparer.Ordinal);
        var here = home.Documents.Select(document => home.Extras[document]).Where(value => value.Length > 0).ToHashSet(StringComparer.Ordinal);
        var unmatched = erp.Documents.Where(document => erp.Extras[document].Length == 0 || !here.Contains(erp.Extras[document])).ToList();
        var loose = unmatched.Select(erp.NumberTextOf).Where(number => number.Length > 0).ToHashSet(StringComparer.Ordinal);
        var homeNumbers = home.Documents.Select(home.NumberTextOf).ToHashSet(StringComparer.Ordinal);
        var documents = new List<Reconciled>();
        foreach (var document in home.Documents)
        {
            var value = home.Extras[document];
            var found = value.Length == 0 ? [] : there[value].ToList();
            if (found.Count == 0)
            {
                List<ReconcileKind> kinds = [ReconcileKind.MissingInErp, .. loose.Contains(home.NumberTextOf(document)) ? [ReconcileKind.Candidate] : (ReconcileKind[])[]];
                documents.Add(Of(kinds, home, document, erp, null, kinds.Count > 1 ? "the ERP has a document with the same number: a person says whether it is this one" : "send it, or find out why it is not there"));
                continue;
            }

            var valid = found.Where(one => erp.StateOf(one) != DocumentState.Void).ToList();
            foreach (var one in valid.Count > 1 ? valid : valid.Count == 1 ? valid : found[..1])
            {
                var kinds = Differences(home, document, erp, one, numbers).ToList();
                if (valid.Count > 1)
                {
                    kinds.Insert(0, ReconcileKind.DuplicateInErp);
                }

                documents.Add(Of(kinds.Count == 0 ? [ReconcileKind.Agrees] : kinds, home, document, erp, one, kinds.Count == 0 ? "" : "a person corrects one side"));
            }
        }

        foreach (var document in unmatched)
        {
            var number = erp.NumberTextOf(document);
            List<ReconcileKind> kinds =
            [
                .. numbers[number].Count() > 1 && number.Length > 0 ? [ReconcileKind.NumberShared] : (ReconcileKind[])[],
                ReconcileKind.MissingAtHome,
                .. number.Length > 0 && homeNumbers.Contains(number) ? [ReconcileKind.Candidate] : (ReconcileKind[])[],
            ];
            documents.Add(Of(kinds, home, null, erp, document, "take it over at home, or say which document it is"));
        }

        return new(documents, []);
    }

    private static IEnumerable<ReconcileKind> Differences(DocumentTable home, int document, DocumentTable erp, int one, ILookup<string, int> numbers)
    {
        var number = erp.NumberTextOf(one);
        if (number.Length > 0 && numbers[number].Count() > 1)
        {
            yield return ReconcileKind.NumberShared;
        }

        if (home.Reader.HasStatus && erp.Reader.HasStatus && home.StateOf(document) != erp.StateOf(one))
        {
            yield return ReconcileKind.StatusDiffers;
        }

        if (home.NumberTextOf(document) != number)
        {
            yield return ReconcileKind.NumberDiffers;
        }

        if (home.DayOf(document) != erp.DayOf(one))
        {
            yield return ReconcileKind.DateDiffers;
        }
    }

    private static Reconciled Of(List<ReconcileKind> kinds, DocumentTable home, int? document, DocumentTable erp, int? one, string remedy) => new(
        kinds[0],
        kinds[1..],
        document is { } at ? home.KeyTextOf(at) : null,
        one is { } there ? erp.KeyTextOf(there) : null,
        document is { } mine ? SideOfDocument.Of(home, mine) : null,
        one is { } theirs ? SideOfDocument.Of(erp, theirs) : null,
        remedy);
}
