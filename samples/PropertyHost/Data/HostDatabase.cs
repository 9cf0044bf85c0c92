using Microsoft.EntityFrameworkCore;

namespace PropertyHost.Data;

/// <summary>An invoice as the host keeps it. It has no column for its number: which one counts is asked of the book, since a disconnect changes it for all.</summary>
internal sealed class InvoiceRow
{
    /// <summary>The host's id: the invoice id of the book, the external id in the ERP.</summary>
    public required string Id { get; init; }

    /// <summary>Who pays.</summary>
    public required string Tenant { get; set; }

    /// <summary>How much.</summary>
    public required decimal Amount { get; set; }

    /// <summary>The document date.</summary>
    public required DateOnly Date { get; init; }
}

/// <summary>How far the ERP's feed has been read.</summary>
internal sealed class FeedCursor
{
    /// <summary>There is one.</summary>
    public int Id { get; init; } = 1;

    /// <summary>Everything up to here is in the book.</summary>
    public long After { get; set; }
}

/// <summary>The host's own tables. Those of the book are in the same file; EF does not know them.</summary>
internal sealed class HostDatabase(DbContextOptions<HostDatabase> options) : DbContext(options)
{
    public DbSet<InvoiceRow> Invoices => Set<InvoiceRow>();

    public DbSet<FeedCursor> Cursors => Set<FeedCursor>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<FeedCursor>().HasData(new FeedCursor());
}
