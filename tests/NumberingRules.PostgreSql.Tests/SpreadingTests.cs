using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using NumberingRules.Storage;

namespace NumberingRules.PostgreSql.Tests;

/// <summary>Books spread over several databases by the rule of <c>docs/scale.md</c>; schemas stand for the databases.</summary>
public sealed class SpreadingTests(ServerFixture fixture) : StoreTest(fixture)
{
    private const string Third = "third";
    private const int Tenants = 12;

    private static readonly DateOnly Day = new(2026, 3, 1);

    [PostgreSqlFact]
    public async Task A_database_that_is_added_gets_only_the_books_that_it_wins_and_they_go_on_where_they_were()
    {
        await using var first = In("first");
        await using var second = In("second");
        await using var third = In(Third);
        var databases = new Dictionary<string, Books> { ["first"] = first, ["second"] = second };
        string[] names = [.. Enumerable.Range(1, Tenants).Select(static at => $"tenant-{at}")];
        var table = names.ToDictionary(static name => name, name => Winner(name, databases.Keys));
        Assert.Equal(databases.Count, table.Values.Distinct().Count());
        foreach (var (at, name) in names.Index())
        {
            await BeginAsync(databases[table[name]][name], invoices: at);
        }

        databases.Add(Third, third);
        string[] moving = [.. names.Where(name => Winner(name, databases.Keys) != table[name])];
        Assert.InRange(moving.Length, 1, Tenants - 1);
        Assert.All(moving, name => Assert.Equal(Third, Winner(name, databases.Keys)));
        foreach (var name in moving)
        {
            var before = databases[table[name]][name];
            var (head, next) = (await before.HeadAsync(), await before.NextAsync(Day));
            await before.CopyToAsync(third);
            table[name] = Third;
            var moved = databases[table[name]][name];
            Assert.Equal(head, await moved.HeadAsync());
            Assert.Equal(next, await moved.NextAsync(Day));
            Assert.Equal(next.Number!.Number.Text, (await moved.CreateAsync("next", Day)).Number!.Text);
        }

        Assert.Equal(moving.Order(StringComparer.Ordinal), await third.NamesAsync());
    }

    /// <summary>Of all databases the one with the highest hash of database and book.</summary>
    private static string Winner(string book, IEnumerable<string> databases) =>
        databases.MaxBy(database => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{database} {book}"))))!;

    private static async Task BeginAsync(BookHandle book, int invoices)
    {
        await book.OpenAsync([new("a", "A-{seq}")]);
        await book.DoManyAsync([.. Enumerable.Range(1, invoices).Select(static at => new Command.Create($"I{at}", Day))]);
    }

    private Books In(string schema) => new(Open(new() { Schema = schema }));
}
