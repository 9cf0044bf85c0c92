using NumberingRules.Proof.Fuzzing;

namespace NumberingRules.Proof.Tests.Fuzzing;

/// <summary>What long runs of the fuzzer kept for reaching something new: none of it has become a fault.</summary>
public class CorpusTests
{
    public static TheoryData<string> Targets => [.. Corpus.Targets];

    [Theory]
    [MemberData(nameof(Targets))]
    public void A_reader_takes_or_refuses_what_was_kept_as_it_says(string target)
    {
        var reader = FuzzVerb.Target(target);
        var inputs = Corpus.Of(target).ToArray();
        Assert.NotEmpty(inputs);
        Assert.All(inputs, input => Assert.Null(reader.Fault(input)));
    }
}
