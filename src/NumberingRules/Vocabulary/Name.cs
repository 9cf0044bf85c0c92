using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;

namespace NumberingRules;

/// <summary>
/// The written name of every enumerated value, in scripts, journals and tables: its C# name in kebab-case
/// (<c>InFlight</c> is written <c>in-flight</c>). One rule instead of a table for each enum; a test pins every name.
/// </summary>
public static class Name
{
    /// <summary>The written name of a value. Allocates nothing for an enum that counts from zero, as each of this library does.</summary>
    /// <exception cref="IndexOutOfRangeException">The value is not one the enum declares.</exception>
    public static string Of<T>(T value) where T : struct, Enum =>
        Table<T>.Names[Table<T>.CountsFromZero ? Unsafe.BitCast<T, int>(value) : Array.IndexOf(Enum.GetValues<T>(), value)];

    /// <summary>Every written name of an enum, in the order its values were declared.</summary>
    public static ReadOnlySpan<string> All<T>() where T : struct, Enum => Table<T>.Names;

    /// <summary>The value with a written name; names compare ordinally.</summary>
    public static bool TryParse<T>([NotNullWhen(true)] string? name, out T value) where T : struct, Enum
    {
        var at = Array.IndexOf(Table<T>.Names, name);
        value = at < 0 ? default : Table<T>.CountsFromZero ? Unsafe.BitCast<int, T>(at) : Enum.GetValues<T>()[at];
        return at >= 0;
    }

    /// <summary>The value with a written name, of input from outside. Throws nothing; names compare ordinally.</summary>
    /// <param name="text">The input.</param>
    /// <param name="value">The value; the enum's first if the text names none.</param>
    /// <param name="problem">What is wrong, for the author of the input: the field, the value, and the names there are; null if nothing is.</param>
    /// <param name="field">What the host calls the field; the enum's own name in words if nothing is given.</param>
    public static bool TryCreate<T>(string? text, out T value, [NotNullWhen(false)] out string? problem, string? field = null) where T : struct, Enum
    {
        problem = TryParse(text, out value) ? null : $"{field ?? Kebab(typeof(T).Name).Replace('-', ' ')} {Shown.Of(text)} is none of {string.Join(", ", Table<T>.Names)}";
        return problem is null;
    }

    private static string Kebab(string name)
    {
        var written = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsAsciiLetterUpper(c) && written.Length > 0)
            {
                written.Append('-');
            }

            written.Append(char.ToLowerInvariant(c));
        }

        return written.ToString();
    }

    // Not generic, so that they are compiled ahead.
    private static string[] Kebabs(Type type) => Array.ConvertAll(Enum.GetNames(type), Kebab);

    private static bool DoesCountFromZero(Type type) => Enum.GetValuesAsUnderlyingType(type) is int[] and [0, ..] values && values[^1] == values.Length - 1;

    private static class Table<T> where T : struct, Enum
    {
        internal static readonly string[] Names = Kebabs(typeof(T));

        // Then a value is its place, and a process that has just begun need not compile a search for each enum.
        internal static readonly bool CountsFromZero = DoesCountFromZero(typeof(T));
    }
}
