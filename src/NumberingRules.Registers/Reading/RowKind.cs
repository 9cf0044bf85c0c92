namespace NumberingRules.Registers;

/// <summary>What a row of a register is.</summary>
internal enum RowKind
{
    /// <summary>A document, or a line of one.</summary>
    Document,

    /// <summary>A further line of the document of the row before, whose key and number are left blank.</summary>
    Continuation,

    /// <summary>Nothing, or no number where the number is the key.</summary>
    Blank,

    /// <summary>A total, a heading, or a record that is no document of its own.</summary>
    Skipped,

    /// <summary>A row that cannot be read; <see cref="RegisterReader.Bad"/> says why.</summary>
    Bad,
}

/// <summary>A row that cannot be read, and why.</summary>
internal readonly record struct BadRow(long Line, string Column, string Problem, bool IsMangled = false);

/// <summary>What a status means for the document.</summary>
internal enum DocumentState : byte
{
    /// <summary>It counts.</summary>
    Normal,

    /// <summary>It is a draft.</summary>
    Draft,

    /// <summary>It was voided, deleted, cancelled or reversed.</summary>
    Void,
}
