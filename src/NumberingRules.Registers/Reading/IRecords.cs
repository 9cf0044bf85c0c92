namespace NumberingRules.Registers;

/// <summary>The records of a file, one after the other. What a record holds is gone when the next is read.</summary>
internal interface IRecords : IDisposable
{
    /// <summary>The line on which the record begins, counted from 1; in a sheet its row.</summary>
    long Line { get; }

    /// <summary>How many values the record has.</summary>
    int Count { get; }

    /// <summary>A value without the spaces at its ends; empty behind the last.</summary>
    ReadOnlySpan<char> this[int column] { get; }

    /// <summary>Reads the next record. False at the end.</summary>
    bool Read();

    /// <summary>The date a value is, where the file itself says that it is one.</summary>
    DateOnly? DateOf(int column);

    /// <summary>What keeps a value from being read as it was meant; null when nothing does.</summary>
    string? DamageOf(int column);
}
