namespace NumberingRules;

/// <summary>A further format of a series, by name. All forms of a series print the same counter: the next number is the next, whichever form it is printed in.</summary>
/// <param name="Name">The name documents ask for it by.</param>
/// <param name="Format">How it prints; the same tokens as <see cref="SeriesDefinition.Format"/>.</param>
public sealed record SeriesForm(FormName Name, string Format);
