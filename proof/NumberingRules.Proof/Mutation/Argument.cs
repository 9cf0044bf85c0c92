namespace NumberingRules.Proof.Mutation;

/// <summary>Why one living mutant changes nothing that anybody could see.</summary>
/// <param name="File">As in <see cref="Mutant"/>.</param>
/// <param name="Change">As in <see cref="Mutant"/>.</param>
/// <param name="Why">The argument.</param>
#pragma warning disable CA1812 // made by the JSON reader
internal sealed record Argument(string File, string Change, string Why);
#pragma warning restore CA1812
