using NumberingRules.Syncing;
using NumberingRules.Testing;

namespace NumberingRules.Intacct.Tests.Contract;

/// <summary>The published facts hold for the ERP in memory, and notice mistakes of an adapter.</summary>
public sealed class ErpFactsTests
{
    private static readonly Dictionary<string, Func<IErp, IErp>> Mistakes = new()
    {
        ["each post has a key of its own"] = erp => new SpoiledErp(erp) { KeyOfItsOwn = true },
        ["no answer counts as refused"] = erp => new SpoiledErp(erp) { Reply = reply => reply is ErpReply.Unknown ? new ErpReply.Refused("no answer") : reply },
        ["a refusal counts as unknown"] = erp => new SpoiledErp(erp) { Reply = reply => reply is ErpReply.Refused ? new ErpReply.Unknown() : reply },
        ["a denial counts as refused"] = erp => new SpoiledErp(erp) { Reply = reply => reply is ErpReply.Denied ? new ErpReply.Refused("401") : reply },
        ["no answer to a look-up counts as nothing there"] = erp => new SpoiledErp(erp) { NoAnswerIsNothing = true },
        ["ids are looked up in small letters"] = erp => new SpoiledErp(erp) { Ask = id => id.Text.ToUpperInvariant() },
        ["void records are left out"] = erp => new SpoiledErp(erp) { Tell = news => news.IsVoid ? null : news },
        ["void records are not said to be"] = erp => new SpoiledErp(erp) { Tell = news => news with { IsVoid = false } },
        ["deleted records are left out"] = erp => new SpoiledErp(erp) { Tell = news => news.IsDeleted ? null : news },
        ["our own records are left out of the feed"] = erp => new SpoiledErp(erp) { Tell = news => news.ExternalId is null ? news : null },
        ["the cursor moves before what it passes is in the book"] = erp => new SpoiledErp(erp) { CursorFirst = true },
        ["what was not taken is forgotten"] = erp => new SpoiledErp(erp) { Forgets = true },
        ["what another host has taken is kept again"] = erp => new SpoiledErp(erp) { KeepsAgain = true },
        ["versions count down"] = erp => new SpoiledErp(erp) { Tell = news => news with { Version = 1000 - news.Version } },
        ["who gives up waits on"] = erp => new SpoiledErp(erp) { KeepsWaiting = true },
        ["all records have the same id at home"] = erp => new SpoiledErp(erp) { Tell = news => news with { ImportId = "erp" } },
    };

    public static TheoryData<string> Names => [.. ErpFacts.All.Select(fact => fact.Name)];

    public static TheoryData<string> MistakeNames => [.. Mistakes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public Task It_holds_in_memory(string name) => Fact(name).CheckAsync(new InProcessStage());

    [Theory]
    [MemberData(nameof(MistakeNames))]
    public async Task A_mistake_is_noticed(string mistake)
    {
        List<string> noticed = [];
        foreach (var fact in ErpFacts.All)
        {
            if (await Record.ExceptionAsync(() => fact.CheckAsync(new InProcessStage(Mistakes[mistake]))) is FactException)
            {
                noticed.Add(fact.Name);
            }
        }

        Assert.NotEmpty(noticed);
    }

    [Fact]
    public async Task An_ERP_that_ignores_keys_is_noticed()
    {
        var stage = new InProcessStage();
        stage.Erp.IgnoresKeys = true;
        await Assert.ThrowsAsync<FactException>(() => Fact("the same attempt makes one record, however often it is posted").CheckAsync(stage));
    }

    [Fact]
    public async Task An_ERP_that_tells_everything_twice_keeps_its_contract()
    {
        foreach (var fact in ErpFacts.All)
        {
            var stage = new InProcessStage();
            stage.Erp.TellsTwice = true;
            await fact.CheckAsync(stage);
        }
    }

    private static ErpFact Fact(string name) => ErpFacts.All.Single(fact => fact.Name == name);
}
