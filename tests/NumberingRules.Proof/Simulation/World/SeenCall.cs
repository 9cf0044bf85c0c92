namespace NumberingRules.Proof.Simulation;

/// <summary>What a caller of the home service saw of one command.</summary>
/// <param name="Host">Which process of the home service was asked, counted anew with each restart.</param>
/// <param name="Command">What was asked.</param>
/// <param name="Called">When, in milliseconds since the beginning.</param>
/// <param name="Answered">When the answer came.</param>
/// <param name="Answer">The answer; null if none came: the command was done, or was not.</param>
/// <param name="Crashed">Whether the process ended before it could answer.</param>
/// <param name="Restored">How often the book had been restored from a backup by then: what was seen before may be undone.</param>
internal sealed record SeenCall(string Host, Command Command, long Called, long Answered, Storage.Answer? Answer, bool Crashed, int Restored);
