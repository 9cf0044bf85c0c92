using System.Globalization;
using System.Text;

namespace NumberingRules.Registers;

/// <summary>A part of a group's format.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The literal text, or the tokens.</param>
/// <param name="Width">Of a scope, its characters.</param>
/// <param name="Pattern">Of a date, how it is written.</param>
internal readonly record struct GroupPart(GroupPartKind Kind, string Text, int Width = 0, DatePattern? Pattern = null);

/// <summary>What a part of a format is.</summary>
internal enum GroupPartKind
{
    /// <summary>Text as it is.</summary>
    Literal,

    /// <summary>Tokens of a date.</summary>
    Date,

    /// <summary>The sequence number.</summary>
    Sequence,

    /// <summary>A scope.</summary>
    Scope,
}

/// <summary>Numbers that one format prints: a form, before it is known of which counter.</summary>
internal sealed class Group(int company, IReadOnlyList<GroupPart> parts)
{
    /// <summary>The token of the day.</summary>
    internal const string Day = "{date:dd}";

    internal int Company { get; } = company;

    internal IReadOnlyList<GroupPart> Parts { get; } = parts;

    internal bool HasYear { get; } = Prints(parts, "{date:y");

    internal bool HasMonth { get; } = Prints(parts, "{date:M");

    internal bool HasFiscal { get; } = Prints(parts, "{fiscal");

    /// <summary>The months in which its fiscal year can start, a bit each.</summary>
    internal int FiscalMonths { get; set; } = -1;

    /// <summary>The lengths of sequence numbers that begin with a zero, and of those that do not, a bit each.</summary>
    internal int ZeroLengths { get; set; }

    internal int PlainLengths { get; set; }

    /// <summary>The digits at least; 0 where no leading zero is seen.</summary>
    internal int Width { get; set; }

    internal int Documents { get; set; }

    /// <summary>The value of the scope that this group's numbers have, once it was merged into a group with scopes.</summary>
    internal string? Scope { get; set; }

    /// <summary>The group with scopes that this one was merged into.</summary>
    internal Group? Into { get; set; }

    internal bool HasScopes => Parts.Any(part => part.Kind == GroupPartKind.Scope);

    /// <summary>Whether a token prints the day.</summary>
    internal bool HasDay => Prints(Parts, Day);

    internal int ScopeWidth => Parts.FirstOrDefault(part => part.Kind == GroupPartKind.Scope).Width;

    /// <summary>The format in the language of series.</summary>
    internal string Format
    {
        get
        {
            var text = new StringBuilder();
            foreach (var part in Parts)
            {
                _ = part.Kind switch
                {
                    GroupPartKind.Literal => text.Append(part.Text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)),
                    GroupPartKind.Date => text.Append(part.Text),
                    GroupPartKind.Scope => text.Append("{scope:").Append('A', part.Width).Append('}'),
                    _ => Width == 0 ? text.Append("{seq}") : text.Append("{seq:").Append('0', Width).Append('}'),
                };
            }

            return text.ToString();
        }
    }

    /// <summary>The order of the tokens, and the text between them but its letters and digits.</summary>
    internal string Structure => StructureOf(Parts);

    /// <summary>The letters and digits of its literal text, for names.</summary>
    internal string Word
    {
        get
        {
            var text = new StringBuilder();
            foreach (var part in Parts.Where(part => part.Kind == GroupPartKind.Literal))
            {
                foreach (var c in part.Text)
                {
                    _ = char.IsAsciiLetterOrDigit(c) ? text.Append(c)
                        : text.Length > 0 && text[^1] != '-' ? text.Append('-')
                        : text;
                }
            }

            var word = text.ToString().Trim('-');
            return word.Length <= 40 ? word : word[..40];
        }
    }

    internal static string StructureOf(IEnumerable<GroupPart> parts) => string.Concat(parts.Select(part => part.Kind switch
    {
        GroupPartKind.Literal => string.Concat(part.Text.Where(c => !char.IsAsciiLetterOrDigit(c))),
        GroupPartKind.Scope => string.Create(CultureInfo.InvariantCulture, $"\0{part.Width}"),
        _ => $"\0{part.Text}",
    }));

    private static bool Prints(IReadOnlyList<GroupPart> parts, string token) =>
        parts.Any(part => part.Kind == GroupPartKind.Date && part.Text.Contains(token, StringComparison.Ordinal));

    /// <summary>What tells groups apart: everything but the digits at least.</summary>
    internal static string Identity(int company, IEnumerable<GroupPart> parts)
    {
        var text = new StringBuilder().Append(company).Append('\0');
        foreach (var part in parts)
        {
            text.Append((char)(1 + (int)part.Kind)).Append(part.Text).Append(part.Width).Append('\0');
        }

        return text.ToString();
    }
}
