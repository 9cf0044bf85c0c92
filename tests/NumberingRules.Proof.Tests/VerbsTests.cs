namespace NumberingRules.Proof.Tests;

public class VerbsTests
{
    [Fact]
    public void A_verb_that_does_not_exist_is_refused() => Assert.Equal(2, Verbs.Run(["no-such-verb"]));
}
