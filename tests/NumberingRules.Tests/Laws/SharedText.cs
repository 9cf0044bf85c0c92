namespace NumberingRules.Tests.Laws;

/// <summary>
/// Looks for a text that two formats could both print, as SPEC §7 understands it: a date token prints any digits of
/// its width, <c>{seq}</c> any number from 1 to 10^18−1. Walks both formats character by character.
/// </summary>
internal static class SharedText
{
    private const int MostDigits = 18;

    internal static bool Exists(ValueList<Part> left, ValueList<Part> right)
    {
        var alphabet = "0123456789" + string.Concat(left.Concat(right).Where(part => !part.IsToken).Select(part => part.Literal));
        var start = (Place.Start, Place.Start);
        var seen = new HashSet<(Place, Place)> { start };
        var open = new Queue<(Place Left, Place Right)>(seen);
        while (open.TryDequeue(out var here))
        {
            if (here.Left.IsEndOf(left) && here.Right.IsEndOf(right))
            {
                return true;
            }

            foreach (var next in alphabet.Distinct().SelectMany(c =>
                here.Left.After(left, c).SelectMany(l => here.Right.After(right, c).Select(r => (l, r)))))
            {
                if (seen.Add(next))
                {
                    open.Enqueue(next);
                }
            }
        }

        return false;
    }

    /// <summary>How far into a format: the part, the characters of it that are printed, and what its number is like so far.</summary>
    private readonly record struct Place(int At, int Printed, bool IsZero, bool HasLeadingZero)
    {
        internal static Place Start { get; } = new(0, 0, true, false);

        internal bool IsEndOf(ValueList<Part> parts) => At == parts.Count;

        internal IEnumerable<Place> After(ValueList<Part> parts, char c)
        {
            if (IsEndOf(parts))
            {
                yield break;
            }

            var part = parts[At];
            if (!part.IsToken ? part.Literal[Printed] != c : !char.IsAsciiDigit(c))
            {
                yield break;
            }

            var here = this with { Printed = Printed + 1, IsZero = IsZero && c == '0', HasLeadingZero = HasLeadingZero || (Printed == 0 && c == '0') };
            if (here.CouldEnd(part))
            {
                yield return new(At + 1, 0, true, false);
            }

            if (here.CouldGoOn(part))
            {
                yield return here;
            }
        }

        private bool CouldEnd(Part part) =>
            !part.IsToken ? Printed == part.Literal.Length
            : !part.IsSequence ? Printed == part.Digits
            : !IsZero && (Printed == part.Digits || (Printed > part.Digits && !HasLeadingZero));

        private bool CouldGoOn(Part part) =>
            !part.IsToken ? Printed < part.Literal.Length
            : Printed < (part.IsSequence && !HasLeadingZero ? MostDigits : part.Digits);
    }
}
