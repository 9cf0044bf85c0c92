using NumberingRules.Storage;
using NumberingRules.Syncing;
using NumberingRules.Testing;

namespace NumberingRules.Intacct.Tests.Contract;

/// <summary>The ERP in memory; what is between it and the host may be spoiled.</summary>
internal sealed class InProcessStage(Func<IErp, IErp>? spoil = null) : ErpStage
{
    internal MisbehavingErp Erp { get; } = new() { PageSize = 3 };

    public override ValueTask<IErp> OpenAsync(BookHandle book, string? cursor) => new((spoil ?? (static erp => erp))(Erp.Open(book, cursor)));

    public override ValueTask<ErpKey> CreateAsync(DateOnly date) => new(Erp.Make(null, date).Key);

    public override ValueTask ChangeAsync(ErpKey key) => Changed(key, static record => record with { Number = $"{record.Number}x" });

    public override ValueTask VoidAsync(ErpKey key) => Changed(key, static record => record with { IsVoid = true });

    public override ValueTask DeleteAsync(ErpKey key) => Changed(key, static record => record with { IsDeleted = true });

    public override ValueTask<bool> NextAsync(ErpTrick trick)
    {
        Erp.Next(trick);
        return new(true);
    }

    public override ValueTask RevokeAsync(bool isRevoked)
    {
        Erp.IsRevoked = isRevoked;
        return ValueTask.CompletedTask;
    }

    public override ValueTask SettleAsync()
    {
        Erp.Settle();
        return ValueTask.CompletedTask;
    }

    private ValueTask Changed(ErpKey key, Func<LedgerRecord, LedgerRecord> change)
    {
        Assert.NotNull(Erp.Change(key, change));
        return ValueTask.CompletedTask;
    }
}
