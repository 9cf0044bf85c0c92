using System.Security.Cryptography;

namespace NumberingRules.Storage;

/// <summary>
/// The free text of an entry: why, and who. It stands beside the entry's body, which holds only its digest, so that it
/// can be erased without breaking the chain; the salt keeps an erased text from being guessed.
/// </summary>
/// <param name="Salt">16 random bytes.</param>
/// <param name="Reason">Why: the event's reason.</param>
/// <param name="Actor">Who did it, as the host says.</param>
public sealed record FreeText(ReadOnlyMemory<byte> Salt, string? Reason, string? Actor)
{
    internal const int SaltSize = 16;

    /// <summary>The text that belongs to an entry; null when there is none. A new salt each time.</summary>
    internal static FreeText? Of(Reason? reason, string? actor, Func<byte[]>? salt = null) =>
        reason is null && actor is null ? null : new(salt?.Invoke() ?? RandomNumberGenerator.GetBytes(SaltSize), reason?.Text, actor);

    /// <summary>How it is written beside an entry in an export.</summary>
    internal static FreeText Shape(ref EntryFields f, FreeText? text) => new(f.Salt("salt"u8, text?.Salt.ToArray()), f.OptionalText("reason"u8, text?.Reason), f.OptionalText("actor"u8, text?.Actor));

    /// <summary>What keeps it from being an entry's text, in words; null when nothing does.</summary>
    internal string? Problem() =>
        Salt.Length != SaltSize ? $"its salt has {Salt.Length} bytes, not {SaltSize}"
        : Reason is null && Actor is null ? "it holds neither a reason nor an actor"
        : Reason is not null && NumberingRules.Reason.Problem(Reason) is { } ofReason ? "its reason " + ofReason
        : Actor is not null && Identifier.Problem(Actor) is { } ofActor ? "its actor " + ofActor
        : null;

    /// <summary>What the entry's body holds of it: the SHA-256 of the salt and the canonical JSON of reason and actor.</summary>
    internal EntryHash Digest()
    {
        var writer = new FieldWriter();
        var fields = EntryFields.Writing(writer);
        fields.Begin();
        fields.OptionalText("reason"u8, Reason);
        fields.OptionalText("actor"u8, Actor);
        fields.End();
        Span<byte> digest = stackalloc byte[EntryHash.Size];
        SHA256.HashData([.. Salt.Span, .. writer.Written], digest);
        return EntryHash.FromBytes(digest);
    }

    /// <inheritdoc/>
    public bool Equals(FreeText? other) =>
        other is not null && Salt.Span.SequenceEqual(other.Salt.Span)
        && string.Equals(Reason, other.Reason, StringComparison.Ordinal)
        && string.Equals(Actor, other.Actor, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Reason, Actor);
}
