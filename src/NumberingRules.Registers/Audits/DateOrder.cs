namespace NumberingRules.Registers;

/// <summary>The fewest documents whose removal leaves the dates of the rest in order: all but the longest run that never falls.</summary>
/// <param name="ends">Room: the least day with which a run of each length can end.</param>
internal struct DateOrder(int[] ends)
{
    private int _longest;
    private int _count;

    internal readonly int Removed => _count - _longest;

    internal void Add(int day)
    {
        _count++;
        if (_longest == 0 || day >= ends[_longest - 1])
        {
            ends[_longest++] = day;
            return;
        }

        var (from, to) = (0, _longest - 1);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = ends[middle] > day ? (from, middle) : (middle + 1, to);
        }

        ends[from] = day;
    }
}
