namespace NumberingRules;

/// <summary>Compares names of one kind by their text, without asking for the kind: what a dictionary of names needs.</summary>
internal sealed class NameComparer<T> : IEqualityComparer<T>
    where T : Identifier
{
    internal static NameComparer<T> Instance { get; } = new();

    public bool Equals(T? x, T? y) => ReferenceEquals(x, y) || (x is not null && y is not null && string.Equals(x.Text, y.Text, StringComparison.Ordinal));

    public int GetHashCode(T obj) => obj.GetHashCode();
}
