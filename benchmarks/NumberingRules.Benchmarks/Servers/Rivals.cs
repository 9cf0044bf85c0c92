using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace NumberingRules.Benchmarks.Servers;

/// <summary>What people write by hand.</summary>
internal sealed class Rivals(NpgsqlDataSource source)
{
    internal static string Tables =>
        """
        CREATE TABLE counters (name text PRIMARY KEY, next bigint NOT NULL, token bigint NOT NULL DEFAULT 0);
        CREATE TABLE numbered (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, invoice text NOT NULL UNIQUE, number text NOT NULL UNIQUE, date date NOT NULL);
        CREATE SEQUENCE loose;
        INSERT INTO counters SELECT 'c' || g, 1 FROM generate_series(0, 999) g;
        """;

    /// <summary>The row lock: count up, insert, commit.</summary>
    internal async Task RowLockAsync(string counter, string invoice)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var number = await CountAsync(connection, counter);
        await InsertAsync(connection, invoice, $"{counter}-{number.ToString("00000", CultureInfo.InvariantCulture)}");
        await transaction.CommitAsync();
    }

    internal static async Task<long> CountAsync(NpgsqlConnection connection, string counter)
    {
        await using var count = new NpgsqlCommand("UPDATE counters SET next = next + 1 WHERE name = $1 RETURNING next - 1", connection) { CommandTimeout = 0, Parameters = { new() { Value = counter } } };
        return (long)(await count.ExecuteScalarAsync())!;
    }

    /// <summary>A number of a sequence: quick, and a transaction that is rolled back leaves a gap.</summary>
    internal async Task SequenceAsync(string invoice)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var insert = new NpgsqlCommand("INSERT INTO numbered (invoice, number, date) VALUES ($1, 'S-' || nextval('loose'), $2)", connection)
        {
            Parameters = { new() { Value = invoice }, new() { Value = new DateOnly(2026, 3, 1) } },
        };
        await insert.PrepareAsync();
        await insert.ExecuteNonQueryAsync();
    }

    /// <summary>A counter with a concurrency token, tried again until nobody was quicker.</summary>
    internal static async Task TokenAsync(DbContextOptions<Counting> options, string counter, string invoice)
    {
        while (true)
        {
            await using var context = new Counting(options);
            var row = await context.Counters.SingleAsync(one => one.Name == counter);
            context.Numbered.Add(new() { Invoice = invoice, Number = $"T{counter}-{row.Next.ToString("00000", CultureInfo.InvariantCulture)}", Date = new(2026, 3, 1) });
            row.Next++;
            row.Token++;
            try
            {
                await context.SaveChangesAsync();
                return;
            }
            catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || e.InnerException is PostgresException)
            {
                // Somebody was quicker.
            }
        }
    }

    internal static async Task InsertAsync(NpgsqlConnection connection, string invoice, string number)
    {
        await using var insert = new NpgsqlCommand("INSERT INTO numbered (invoice, number, date) VALUES ($1, $2, $3)", connection)
        {
            Parameters = { new() { Value = invoice }, new() { Value = number }, new() { Value = new DateOnly(2026, 3, 1) } },
        };
        await insert.PrepareAsync();
        await insert.ExecuteNonQueryAsync();
    }
}

/// <summary>The counter as EF Core has it.</summary>
internal sealed class Counting(DbContextOptions<Counting> options) : DbContext(options)
{
    internal DbSet<CounterRow> Counters => Set<CounterRow>();

    internal DbSet<NumberedRow> Numbered => Set<NumberedRow>();
}

[Table("counters")]
internal sealed class CounterRow
{
    [Key, Column("name")]
    public required string Name { get; init; }

    [Column("next")]
    public long Next { get; set; }

    [ConcurrencyCheck, Column("token")]
    public long Token { get; set; }
}

[Table("numbered")]
internal sealed class NumberedRow
{
    [Key, Column("id"), DatabaseGenerated(DatabaseGeneratedOption.Identity)]
    public long Id { get; init; }

    [Column("invoice")]
    public required string Invoice { get; init; }

    [Column("number")]
    public required string Number { get; init; }

    [Column("date")]
    public DateOnly Date { get; init; }
}
