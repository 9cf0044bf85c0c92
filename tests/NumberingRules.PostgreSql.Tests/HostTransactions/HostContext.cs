using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NumberingRules.Storage;
using Npgsql.EntityFrameworkCore.PostgreSQL;

namespace NumberingRules.PostgreSql.Tests.HostTransactions;

/// <summary>A host's own tables, beside those of the books.</summary>
internal sealed class HostContext(string connection) : DbContext
{
    internal DbSet<HostInvoice> Invoices => Set<HostInvoice>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) =>
        options.UseNpgsql(connection, static database => database.ExecutionStrategy(static parts => new RetryingStrategy(parts)));

    protected override void OnModelCreating(ModelBuilder model) => model.Entity<HostInvoice>().ToTable("host_invoices");
}

internal sealed class HostInvoice
{
    public required string Id { get; init; }

    public required string Number { get; set; }
}

/// <summary>EF Core's strategy knows what Npgsql throws; what the books say of the same trouble it must be told.</summary>
internal sealed class RetryingStrategy(ExecutionStrategyDependencies parts) : NpgsqlRetryingExecutionStrategy(parts, MostRetries, TimeSpan.FromMilliseconds(50), null)
{
    private const int MostRetries = 20;

    protected override bool ShouldRetryOn(Exception? exception) =>
        exception is StoreException { Trouble: StoreTrouble.Transaction or StoreTrouble.Busy or StoreTrouble.Conflict or StoreTrouble.CannotOpen } || base.ShouldRetryOn(exception);

    protected override TimeSpan? GetNextDelay(Exception lastException) => base.GetNextDelay(lastException) is null ? null : TimeSpan.FromMilliseconds(Random.Shared.Next(20));
}
