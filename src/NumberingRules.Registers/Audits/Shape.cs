using System.Text;

namespace NumberingRules.Registers;

/// <summary>
/// What numbers of a company have in common: the text between their runs of digits, and how long each run is. Every
/// number of a shape has its runs in the same places.
/// </summary>
internal sealed class Shape
{
    private Shape(int company, string[] literals, int[] lengths)
    {
        (Company, Literals, Lengths) = (company, literals, lengths);
        Places = new int[lengths.Length];
        var at = 0;
        for (var run = 0; run < lengths.Length; run++)
        {
            at += Encoding.UTF8.GetByteCount(literals[run]);
            Places[run] = at;
            at += lengths[run];
        }
    }

    internal int Company { get; }

    /// <summary>The text before each run, and behind the last.</summary>
    internal string[] Literals { get; }

    /// <summary>The digits of each run.</summary>
    internal int[] Lengths { get; }

    /// <summary>Where each run begins in the UTF-8 text.</summary>
    internal int[] Places { get; }

    /// <summary>Makes a shape of its signature: the company, then the text with each run as a zero and its length.</summary>
    internal static Shape Of(ReadOnlySpan<char> signature)
    {
        var company = signature[0] | (signature[1] << 16);
        List<string> literals = [];
        List<int> lengths = [];
        var literal = new StringBuilder();
        for (var at = 2; at < signature.Length; at++)
        {
            if (signature[at] == '\0')
            {
                literals.Add(literal.ToString());
                lengths.Add(signature[++at]);
                literal.Clear();
            }
            else
            {
                literal.Append(signature[at]);
            }
        }

        literals.Add(literal.ToString());
        return new(company, [.. literals], [.. lengths]);
    }
}

/// <summary>The shape of each document's number.</summary>
internal sealed class ShapeTable
{
    /// <summary>The document has no number.</summary>
    internal const int NoNumber = -1;

    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private Column<int> _shapes = new();
    private char[] _last = [];
    private int _lastShape = NoNumber;

    internal List<Shape> All { get; } = [];

    internal int this[int document] => _shapes[document];

    /// <summary>Lets go of what is not needed once every number has its place.</summary>
    internal void Forget()
    {
        _shapes = new();
        _known.Clear();
    }

    internal void Add(ReadOnlySpan<char> number, int company)
    {
        if (number.IsEmpty)
        {
            _shapes.Add(NoNumber);
            return;
        }

        Span<char> signature = stackalloc char[2 + (2 * Identifier.MaxLength)];
        signature[0] = (char)(company & 0xFFFF);
        signature[1] = (char)(company >> 16);
        var length = 2;
        for (var at = 0; at < number.Length;)
        {
            if (char.IsAsciiDigit(number[at]))
            {
                var from = at;
                while (at < number.Length && char.IsAsciiDigit(number[at]))
                {
                    at++;
                }

                signature[length++] = '\0';
                signature[length++] = (char)(at - from);
            }
            else
            {
                signature[length++] = number[at++];
            }
        }

        signature = signature[..length];
        if (_lastShape == NoNumber || !signature.SequenceEqual(_last))
        {
            var known = _known.GetAlternateLookup<ReadOnlySpan<char>>();
            if (!known.TryGetValue(signature, out _lastShape))
            {
                _lastShape = All.Count;
                All.Add(Shape.Of(signature));
                known[signature] = _lastShape;
            }

            _last = signature.ToArray();
        }

        _shapes.Add(_lastShape);
    }
}
