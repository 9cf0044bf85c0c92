using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NumberingRules.Storage;

/// <summary>One kind of thing that decisions want to know of a book: what is asked, and what the store has answered. What it does not answer does not exist.</summary>
/// <typeparam name="TKey">Names one thing.</typeparam>
/// <typeparam name="T">What there is to know of it.</typeparam>
/// <remarks>Not for use by several threads at once.</remarks>
public sealed class Asked<TKey, T>
    where TKey : notnull
    where T : class
{
    private readonly IEqualityComparer<TKey>? _comparer;

    // Most books are asked for an invoice or two: what is not asked costs nothing. What is asked and not answered has this object as its answer.
    private Dictionary<TKey, object?>? _answers;
    private List<TKey>? _wanted;

    internal Asked(IEqualityComparer<TKey>? comparer = null) => _comparer = comparer;

    /// <summary>What the store has to answer, each once.</summary>
    public IReadOnlyCollection<TKey> Wanted => _wanted ?? (IReadOnlyCollection<TKey>)[];

    /// <summary>Answers what was asked; an answer given again takes the place of the one before.</summary>
    public void Answer(TKey key, T value) => (_answers ??= new(_comparer))[key] = value;

    /// <summary>What was answered; null when it turned out not to exist.</summary>
    /// <returns>Whether that is known.</returns>
    public bool TryGet(TKey key, out T? value)
    {
        object? answer = null;
        var isKnown = _answers?.TryGetValue(key, out answer) is true && answer != this;

        // Nothing else was put in, and a cast that looks would cost as much as the look-up.
        value = isKnown ? Unsafe.As<T?>(answer) : null;
        return isKnown;
    }

    internal void Ask(TKey key)
    {
        if ((_answers ??= new(_comparer)).TryAdd(key, this))
        {
            (_wanted ??= []).Add(key);
        }
    }

    /// <summary>Notes that what the store did not answer does not exist, and that nothing is asked any more.</summary>
    internal void Settle()
    {
        if (_wanted is { Count: > 0 })
        {
            foreach (var key in _wanted)
            {
                ref var answer = ref CollectionsMarshal.GetValueRefOrNullRef(_answers!, key);
                answer = answer == this ? null : answer;
            }

            _wanted.Clear();
        }
    }
}
