using System.Reflection;
using NumberingRules.Sqlite;
using NumberingRules.Storage;

namespace NumberingRules.Storage.Tests.Shape;

/// <summary>Dependencies point toward the core, and only the packages that were meant are there: asserted of the compiled libraries.</summary>
public sealed class DependencyTests
{
    [Fact]
    public void The_core_stands_alone() => Assert.Equal([], Outside(typeof(Command)));

    [Fact]
    public void Storage_knows_the_core_and_how_to_log() =>
        Assert.Equal(["Microsoft.Extensions.Logging.Abstractions", "NumberingRules"], Outside(typeof(Books)));

    [Fact]
    public void The_adapter_knows_storage_and_its_database() =>
        Assert.Equal(["Microsoft.Data.Sqlite", "Microsoft.Extensions.Logging.Abstractions", "NumberingRules", "NumberingRules.Storage", "SQLitePCLRaw.batteries_v2", "SQLitePCLRaw.core"], Outside(typeof(SqliteStore)));

    [Fact]
    public void The_facts_know_storage_the_loop_and_no_test_framework() =>
        Assert.Equal(["NumberingRules", "NumberingRules.Storage", "NumberingRules.Sync"], Outside(Assembly.Load("NumberingRules.Testing")));

    [Fact]
    public void Set_up_knows_storage_and_no_adapter() =>
        Assert.All(
            Outside(Assembly.Load("NumberingRules.DependencyInjection")),
            name => Assert.Contains(name, new[] { "Microsoft.Extensions.Configuration.Abstractions", "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Hosting.Abstractions", "Microsoft.Extensions.Logging.Abstractions", "NumberingRules", "NumberingRules.Storage" }));

    private static IEnumerable<string> Outside(Type type) => Outside(type.Assembly);

    private static IEnumerable<string> Outside(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(reference => reference.Name!).Where(name => !name.StartsWith("System", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
}
