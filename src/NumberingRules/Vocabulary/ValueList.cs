using System.Collections;
using System.Runtime.CompilerServices;

namespace NumberingRules;

/// <summary>
/// An immutable list that is equal when its items are: the one owner of a collection inside events and state, so that
/// equal histories give equal states.
/// </summary>
/// <remarks><c>default</c> is the empty list. Adding copies: the lists here hold a handful of items.</remarks>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
public readonly struct ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    private readonly T[]? _items;

    internal ValueList(T[] items) => _items = items;

    /// <summary>How many items there are.</summary>
    public int Count => _items?.Length ?? 0;

    /// <summary>The item at a position from 0.</summary>
    public T this[int index] => AsSpan()[index];

    /// <summary>The items, without a copy.</summary>
    public ReadOnlySpan<T> AsSpan() => _items;

    /// <summary>A list with one more item at its end.</summary>
    public ValueList<T> Add(T item) => [.. AsSpan(), item];

    /// <summary>A list with another item at a position.</summary>
    internal ValueList<T> SetAt(int index, T item)
    {
        var items = AsSpan().ToArray();
        items[index] = item;
        return new(items);
    }

    /// <summary>A list without the item at a position.</summary>
    internal ValueList<T> RemoveAt(int index) => [.. AsSpan()[..index], .. AsSpan()[(index + 1)..]];

    /// <summary>The position of the first item that fits, or −1.</summary>
    internal int FindIndex(Predicate<T> fits) => _items is null ? -1 : Array.FindIndex(_items, fits);

    /// <inheritdoc/>
    public bool Equals(ValueList<T> other) => AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ValueList<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var item in AsSpan())
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    /// <summary>The items, one after the other, without an allocation.</summary>
    public ReadOnlySpan<T>.Enumerator GetEnumerator() => AsSpan().GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)(_items ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => (_items ?? []).GetEnumerator();

    /// <summary>The items between brackets.</summary>
    public override string ToString() => $"[{string.Join(", ", _items ?? [])}]";

    /// <summary>Whether both hold equal items in the same order.</summary>
    public static bool operator ==(ValueList<T> left, ValueList<T> right) => left.Equals(right);

    /// <summary>Whether they differ in an item or their order.</summary>
    public static bool operator !=(ValueList<T> left, ValueList<T> right) => !left.Equals(right);
}

/// <summary>Makes value lists; collection expressions use it.</summary>
public static class ValueList
{
    /// <summary>A list of these items.</summary>
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) => items.IsEmpty ? default : new(items.ToArray());
}
