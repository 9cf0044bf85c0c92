using NumberingRules.Storage;

namespace NumberingRules.Syncing;

/// <summary>What became of an invoice that was posted. A closed union: these nested cases and no others. Equality is by value.</summary>
public abstract record ErpReply
{
    private ErpReply()
    {
    }

    internal abstract string StoredName { get; }

    /// <summary>The ERP has it.</summary>
    /// <param name="News">Its record.</param>
    public sealed record Made(ErpNews News) : ErpReply
    {
        internal override string StoredName => "made";
    }

    /// <summary>The ERP does not want it, and has done nothing.</summary>
    /// <param name="Reason">What it said.</param>
    public sealed record Refused(Reason Reason) : ErpReply
    {
        internal override string StoredName => "refused";
    }

    /// <summary>The ERP lets nobody in any more, and has done nothing: the loop refuses the attempt and interrupts the connection.</summary>
    public sealed record Denied : ErpReply
    {
        internal override string StoredName => "denied";
    }

    /// <summary>Nobody knows whether the ERP has it, or will have it.</summary>
    public sealed record Unknown : ErpReply
    {
        internal override string StoredName => "unknown";
    }
}
