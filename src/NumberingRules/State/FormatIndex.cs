namespace NumberingRules;

/// <summary>One form of a series, as it prints.</summary>
internal sealed record PrintForm(Series Series, FormName? Name, NumberFormat Format);

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
    private readonly UInt128 _beginnings;

    private FormatIndex(Node root, UInt128 beginnings) => (_root, _beginnings) = (root, beginnings);

    internal static FormatIndex Empty { get; } = new(Node.Empty, 0);

    internal FormatIndex Add(PrintForm form) => new(
        _root.With([.. form.Format.Before, Turn, .. form.Format.Behind.Reverse()], form),
        _beginnings | Overlap.FromStart(form.Format, 0));

    /// <summary>A form that could print a text that this format could print.</summary>
    internal PrintForm? Overlapping(NumberFormat format) => Overlapping(_root, format, 0, false);

    /// <summary>The form that prints this text; at most one does (law 11).</summary>
    internal PrintForm? Printing(ReadOnlySpan<char> text, out ParsedNumber parsed)
    {
        parsed = default;
        return text[0] < 128 && (_beginnings >> text[0] & 1) != 0 ? Printing(_root, text, text, false, out parsed) : null;
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

    private sealed class Node(char[] labels, Node[] children, PrintForm? form)
    {
        internal static readonly Node Empty = new([], [], null);

        internal char[] Labels => labels;

        internal Node[] Children => children;

        internal PrintForm? Form => form;

        internal Node? Child(char label) => labels.AsSpan().IndexOf(label) is >= 0 and var at ? children[at] : null;

        internal Node With(ReadOnlySpan<char> path, PrintForm added)
        {
            if (path.IsEmpty)
            {
                return new(labels, children, added);
            }

            var at = Array.IndexOf(labels, path[0]);
            if (at < 0)
            {
                return new([.. labels, path[0]], [.. children, Empty.With(path[1..], added)], form);
            }

            var changed = (Node[])children.Clone();
            changed[at] = children[at].With(path[1..], added);
            return new(labels, changed, form);
        }
    }
}
