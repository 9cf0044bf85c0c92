namespace NumberingRules.Tests.Shape;

/// <summary>Makes one of every command and event, each time from new parts.</summary>
public static class Samples
{
    private static readonly Dictionary<Type, Func<int, object>> Parts = new()
    {
        [typeof(string)] = n => $"text {n}",
        [typeof(long)] = n => (long)n,
        [typeof(bool)] = n => n > 1,
        [typeof(DateOnly)] = n => new DateOnly(2026, 1, n),
        [typeof(Side)] = n => n > 1 ? Side.Erp : Side.Home,
        [typeof(Approval)] = n => n > 1 ? Approval.Approved : Approval.Draft,
        [typeof(Period)] = n => new Period(2000 + n),
        [typeof(InvoiceId)] = n => new InvoiceId($"invoice {n}"),
        [typeof(InvoiceNumber)] = n => new InvoiceNumber($"number {n}"),
        [typeof(ErpKey)] = n => new ErpKey($"key {n}"),
        [typeof(SeriesId)] = n => new SeriesId($"series {n}"),
        [typeof(Scope)] = n => new Scope($"scope {n}"),
        [typeof(FormName)] = n => new FormName($"form {n}"),
        [typeof(FormChoice)] = n => FormChoice.FromString($"form {n}"),
        [typeof(Company)] = n => new Company($"company {n}"),
        [typeof(Reason)] = n => new Reason($"reason {n}"),
        [typeof(SyncFrom)] = n => SyncFrom.FromDateOnly(new(2025, 1, n)),
        [typeof(ErpRecord)] = n => new ErpRecord($"key {n}", $"number {n}", n),
        [typeof(SeriesDefinition)] = n => new SeriesDefinition($"series {n}", "{seq}"),
        [typeof(Policy)] = n => new Policy(Side.Home, HomeNumberPolicy.OnApproval, ImportedHomeNumberPolicy.Never, $"series {n}"),
        [typeof(PolicyChange)] = n => new PolicyChange(Side.Home, ImportSeries: $"series {n}"),
        [typeof(ValueList<SeriesDefinition>)] = n => ValueList.Create([new SeriesDefinition("first", "A{seq}"), new($"series {n}", "B{seq}")]),
        [typeof(ValueList<EntryRun>)] = n => ValueList.Create([new EntryRun(1, n)]),
        [typeof(ValueList<Command>)] = n => ValueList.Create<Command>([new Command.Recover(), new Command.Submit($"invoice {n}")]),
    };

    public static IReadOnlyList<Command> Commands => [.. CasesOf(typeof(Command)).Select(type => (Command)Make(type))];

    public static IReadOnlyList<Event> Events => [.. CasesOf(typeof(Event)).Select(type => (Event)Make(type))];

    public static IEnumerable<Type> CasesOf(Type union) => union.GetNestedTypes().Where(type => type.IsSealed);

    /// <summary>A case made of first samples, or with another in one place.</summary>
    public static object Make(Type type, int otherAt = -1) => Activator.CreateInstance(
        type,
        [.. PlacesOf(type).Select((part, at) => Parts[part](at == otherAt ? 2 : 1))])!;

    public static IReadOnlyList<Type> PlacesOf(Type type) =>
        [.. type.GetConstructors().Single().GetParameters().Select(place => Nullable.GetUnderlyingType(place.ParameterType) ?? place.ParameterType)];
}
