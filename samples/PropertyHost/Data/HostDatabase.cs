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

    /// <summary>The same in the words of an ERP whose feed is not read by a number; null at the beginning.</summary>
    public string? Place { get; set; }
}

/// <summary>A record of the ERP that is not in the book, until the reason falls away.</summary>
internal sealed class NotTakenRow
{
    /// <summary>Its key in the ERP.</summary>
    public required string Key { get; init; }

    /// <summary>Why it was not taken.</summary>
    public required string Why { get; init; }

    /// <summary>The version that is kept, if the ERP tells one.</summary>
    public long? Version { get; init; }

    /// <summary>The record as the ERP told of it, as JSON; null if that cannot be used.</summary>
    public string? Record { get; init; }
}

/// <summary>The host's own tables. Those of the book are in the same file; EF does not know them.</summary>
internal sealed class HostDatabase(DbContextOptions<HostDatabase> options) : DbContext(options)
{
    public DbSet<InvoiceRow> Invoices => Set<InvoiceRow>();

    public DbSet<FeedCursor> Cursors => Set<FeedCursor>();

    public DbSet<NotTakenRow> NotTaken => Set<NotTakenRow>();

    /// <summary>Hosts of one server wait here for each other, until the transaction ends: what is read behind it is what the one before left.</summary>
    public Task TakeTurnAsync(CancellationToken cancellation) =>
        Cursors.ExecuteUpdateAsync(static cursor => cursor.SetProperty(static row => row.After, static row => row.After), cancellation);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<FeedCursor>().HasData(new FeedCursor());
        modelBuilder.Entity<NotTakenRow>().HasKey(static row => row.Key);
    }
}
