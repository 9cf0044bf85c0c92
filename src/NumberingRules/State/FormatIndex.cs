namespace NumberingRules;

/// <summary>One form of a series, as it prints.</summary>
internal sealed record PrintForm(Series Series, FormName? Name, NumberFormat Format)
{
    /// <summary>The field of the definition it comes from.</summary>
    public override string ToString() => Name is null ? "format" : $"form '{Name}'";
}

/// <summary>
/// Finds forms by what they print: a tree of what stands before <c>{seq}</c>, from the start, and then of what stands
/// behind it, from the end. A look-up walks a text or a format down the tree, so its cost does not grow with the number
/// of series that begin or end otherwise. Adding makes a new index that shares all but one path with the old.
/// </summary>
internal sealed class FormatIndex
{
    // No text holds it: it stands for {seq}, where the walk goes on from the end.
    private const char Turn = '\u0002';

    private readonly Node _root;

    // What numbers begin with, a bit each: most texts are told apart by that.
    private readonly (ulong Low, ulong High) _beginnings;

    private FormatIndex(Node root, (ulong Low, ulong High) beginnings) => (_root, _beginnings) = (root, beginnings);

    internal static FormatIndex Empty { get; } = new(Node.Empty, default);

    /// <summary>An index with one more form.</summary>
    /// <param name="form">The form.</param>
    /// <param name="owner">Whoever makes an index out of many forms: what was made for it is changed in place, for nobody else knows it yet.</param>
    internal FormatIndex Add(PrintForm form, object? owner = null)
    {
        var beginnings = Overlap.FromStart(form.Format, 0);
        return new(
            _root.With([.. form.Format.Before, Turn, .. form.Format.Behind.Reverse()], form, owner),
            (_beginnings.Low | (ulong)(beginnings & ulong.MaxValue), _beginnings.High | (ulong)(beginnings >> 64)));
    }

    /// <summary>A form that could print a text that this format could print.</summary>
    internal PrintForm? Overlapping(NumberFormat format) => Overlapping(_root, format, 0, false);

    /// <summary>The form that prints this text; at most one does (law 11).</summary>
    internal PrintForm? Printing(ReadOnlySpan<char> text, out ParsedNumber parsed)
    {
        parsed = default;
        return text[0] < 128 && (((text[0] < 64 ? _beginnings.Low : _beginnings.High) >> text[0]) & 1) != 0 ? Printing(_root, text, text, false, out parsed) : null;
    }

    private static PrintForm? Overlapping(Node node, NumberFormat format, int at, bool turned)
    {
        if (node.Form is { } form && Overlap.Between(form.Format, format))
        {
            return form;
        }

        var allowed = turned ? Overlap.FromEnd(format, at) : Overlap.FromStart(format, at);
        for (var child = 0; child < node.Labels.Length; child++)
        {
            var label = node.Labels[child];
            var found = label == Turn ? Overlapping(node.Children[child], format, 0, true)
                : (Overlap.Allowed(label) & allowed) != 0 ? Overlapping(node.Children[child], format, at + 1, turned)
                : null;
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    private static PrintForm? Printing(Node? node, ReadOnlySpan<char> text, ReadOnlySpan<char> rest, bool turned, out ParsedNumber parsed)
    {
        parsed = default;
        if (node is null)
        {
            return null;
        }

        if (node.Form is { } form && form.Series.TryParse(form, text, out parsed))
        {
            return form;
        }

        if (!turned && Printing(node.Child(Turn), text, rest, true, out parsed) is { } found)
        {
            return found;
        }

        if (rest.IsEmpty)
        {
            return null;
        }

        var unit = turned ? rest[^1] : rest[0];
        var less = turned ? rest[..^1] : rest[1..];
        return Printing(node.Child(unit), text, less, turned, out parsed)
            ?? (char.IsAsciiDigit(unit) ? Printing(node.Child(NumberFormat.DateDigit), text, less, turned, out parsed) : null)
            ?? (char.IsAsciiLetterOrDigit(unit) ? Printing(node.Child(NumberFormat.ScopeCharacter), text, less, turned, out parsed) : null);
    }

    private sealed class Node(object? owner)
    {
        internal static readonly Node Empty = new(null);

        internal char[] Labels { get; private set; } = [];

        internal Node[] Children { get; private set; } = [];

        internal PrintForm? Form { get; private set; }

        internal Node? Child(char label) => Labels.AsSpan().IndexOf(label) is >= 0 and var at ? Children[at] : null;

        internal Node With(ReadOnlySpan<char> path, PrintForm added, object? by)
        {
            var node = owner is not null && owner == by ? this : new(by) { Labels = Labels, Children = [.. Children], Form = Form };
            var at = path.IsEmpty ? -1 : Array.IndexOf(Labels, path[0]);
            if (path.IsEmpty)
            {
                node.Form = added;
            }
            else if (at < 0)
            {
                node.Labels = [.. Labels, path[0]];
                node.Children = [.. node.Children, Empty.With(path[1..], added, by)];
            }
            else
            {
                node.Children[at] = Children[at].With(path[1..], added, by);
            }

            return node;
        }
    }
}
