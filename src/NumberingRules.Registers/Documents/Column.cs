namespace NumberingRules.Registers;

/// <summary>A list that grows in pieces, so that growing never needs room for it twice.</summary>
internal sealed class Column<T>
    where T : unmanaged
{
    private const int Bits = 16;
    private const int Mask = (1 << Bits) - 1;
    private readonly List<T[]> _pieces = [];

    internal int Count { get; private set; }

    internal ref T this[int at] => ref _pieces[at >> Bits][at & Mask];

    internal void Add(T value)
    {
        if ((Count & Mask) == 0 && Count >> Bits == _pieces.Count)
        {
            _pieces.Add(new T[1 << Bits]);
        }

        _pieces[Count >> Bits][Count & Mask] = value;
        Count++;
    }
}
