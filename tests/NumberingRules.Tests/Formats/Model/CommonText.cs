namespace NumberingRules.Tests.Formats;

/// <summary>
/// Looks for a text that two formats could both print, as SPEC §7 means it for an overlap: by walking both formats
/// at once, character by character, through every choice of where <c>{seq}</c> ends.
/// </summary>
public static class CommonText
{
    private const string Digits = "0123456789";
    private const string Scopes = Digits + "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>A text both could print; null when there is none.</summary>
    public static string? Of(IReadOnlyList<Piece> left, IReadOnlyList<Piece> right)
    {
        var start = (Left: default(Place), Right: default(Place));
        var reached = new Dictionary<(Place Left, Place Right), string> { [start] = "" };
        var open = new Queue<(Place Left, Place Right)>([start]);
        while (open.TryDequeue(out var here))
        {
            if (IsEnd(left, here.Left) && IsEnd(right, here.Right))
            {
                return reached[here];
            }

            foreach (var unit in Offered(left, here.Left).Intersect(Offered(right, here.Right)))
            {
                foreach (var next in After(left, here.Left, unit).SelectMany(_ => After(right, here.Right, unit), ValueTuple.Create))
                {
                    if (reached.TryAdd(next, reached[here] + unit))
                    {
                        open.Enqueue(next);
                    }
                }
            }
        }

        return null;
    }

    private static bool IsEnd(IReadOnlyList<Piece> pieces, Place place) => place.Piece == pieces.Count;

    private static string Offered(IReadOnlyList<Piece> pieces, Place place) =>
        IsEnd(pieces, place) ? ""
        : pieces[place.Piece].Field == Field.Scope ? Scopes
        : pieces[place.Piece].Field == Field.Literal ? pieces[place.Piece].Text[place.Offset].ToString()
        : Digits;

    private static IEnumerable<Place> After(IReadOnlyList<Piece> pieces, Place place, char unit)
    {
        var piece = pieces[place.Piece];
        var within = place.Past(unit);
        var next = new Place(place.Piece + 1, 0);
        if (piece.Field != Field.SequenceNumber)
        {
            return [within.Offset == piece.LeastWidth ? next : within];
        }

        var isNumber = within.NonZero && within.Offset >= piece.LeastWidth
            && !(within.StartsWithZero && within.Offset > piece.LeastWidth);
        return [.. isNumber ? [next] : Array.Empty<Place>(), .. within.Offset < 18 ? [within] : Array.Empty<Place>()];
    }

    /// <summary>How far a format has been walked.</summary>
    private readonly record struct Place(int Piece, int Offset, bool StartsWithZero = false, bool NonZero = false)
    {
        internal Place Past(char unit) => this with
        {
            Offset = Offset + 1,
            StartsWithZero = StartsWithZero || (Offset == 0 && unit == '0'),
            NonZero = NonZero || unit != '0',
        };
    }
}
