namespace NumberingRules;

/// <summary>A place in the text of a number: what stands behind <c>{seq}</c> moves when that takes more digits than it must.</summary>
/// <param name="At">Counted from the start, while <c>{seq}</c> takes no more.</param>
/// <param name="Moves"><see cref="Stays"/> before <c>{seq}</c>, <see cref="MovesAlong"/> behind it.</param>
internal readonly record struct Place(int At, int Moves)
{
    /// <summary>No bit: whatever is masked with it is 0.</summary>
    internal const int Stays = 0;

    /// <summary>Every bit: whatever is masked with it remains.</summary>
    internal const int MovesAlong = -1;

    /// <summary>Where it is when <c>{seq}</c> takes this many digits more.</summary>
    internal int With(int more) => unchecked(At + (more & Moves));
}

/// <summary>A character of literal text and its place.</summary>
internal readonly record struct LiteralPlace(Place Place, char Text);

/// <summary>A field of the date and the place of its first digit.</summary>
internal readonly record struct DatePlace(Place Place, FormatToken Token, int Width)
{
    /// <summary>Whether it prints the last two digits of a year, which then stand for 2000–2099.</summary>
    internal bool IsTwoDigitYear => Width == 2 && (Token is FormatToken.Year or FormatToken.FiscalStart or FormatToken.FiscalEnd);
}
