using NumberingRules.Testing;

namespace NumberingRules.Intacct.Tests.Contract;

/// <summary>The adapter keeps the contract of an ERP.</summary>
public sealed class IntacctContractTests
{
    public static TheoryData<string> Names => [.. ErpFacts.All.Select(fact => fact.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_holds(string name)
    {
        await using var stage = await IntacctStage.StartAsync();
        await ErpFacts.All.Single(fact => fact.Name == name).CheckAsync(stage);
        Assert.DoesNotContain(stage.Log.Lines, line => line.Contains("fake-secret", StringComparison.Ordinal) || line.Contains("Bearer ", StringComparison.Ordinal));
    }
}
