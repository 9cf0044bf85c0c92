namespace NumberingRules.Proof.Tests.Fuzzing;

/// <summary>Tests that measure what the process allocates, and count edges in memory that the process has once.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
