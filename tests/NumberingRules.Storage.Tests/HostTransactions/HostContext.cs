using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace NumberingRules.Storage.Tests.HostTransactions;

/// <summary>A row of the host's own table of invoices.</summary>
internal sealed class Row
{
    public required string Id { get; set; }

    public required string Number { get; set; }
}

/// <summary>The host's database as EF Core has it.</summary>
internal sealed class HostContext : DbContext
{
    private readonly DbConnection? _connection;
    private readonly string _file = "";

    internal HostContext(string file) => _file = file;

    internal HostContext(DbConnection connection) => _connection = connection;

    internal DbSet<Row> Invoices => Set<Row>();

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        _ = _connection is null ? optionsBuilder.UseSqlite($"Data Source={_file}") : optionsBuilder.UseSqlite(_connection);

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<Row>(row =>
        {
            row.ToTable("invoices");
            row.HasKey(one => one.Id);
            row.Property(one => one.Id).HasColumnName("id");
            row.Property(one => one.Number).HasColumnName("number");
        });
}
