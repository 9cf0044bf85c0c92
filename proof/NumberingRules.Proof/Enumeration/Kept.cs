using System.Collections.Concurrent;

namespace NumberingRules.Proof.Enumeration;

/// <summary>Equal values kept once, each under a number from 1 that never changes. For several threads.</summary>
internal sealed class Kept<T>
    where T : notnull
{
    private readonly ConcurrentDictionary<T, int> _numbers = new();
    private readonly Lock _adding = new();
    private volatile T[] _all = new T[1024];

    internal int Count { get; private set; }

    internal T this[int number] => _all[number];

    internal int NumberOf(T value)
    {
        if (_numbers.TryGetValue(value, out var number))
        {
            return number;
        }

        lock (_adding)
        {
            if (_numbers.TryGetValue(value, out number))
            {
                return number;
            }

            number = ++Count;
            if (number == _all.Length)
            {
                var larger = _all;
                Array.Resize(ref larger, number * 2);
                _all = larger;
            }

            // The value stands there before anybody can learn its number.
            _all[number] = value;
            _numbers[value] = number;
            return number;
        }
    }
}
