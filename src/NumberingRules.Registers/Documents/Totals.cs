namespace NumberingRules.Registers;

/// <summary>
/// The control totals of a register: <see cref="Rows"/> = <see cref="Documents"/> + <see cref="Merged"/> + <see cref="Blank"/>
/// + <see cref="Skipped"/> + the rows in conflict.
/// </summary>
/// <param name="Rows">The rows that count.</param>
/// <param name="Documents">The documents: different keys that are not in conflict.</param>
/// <param name="Merged">Further rows of documents.</param>
/// <param name="Blank">Rows without a number where the number is the key, and empty rows.</param>
/// <param name="Draft">How many of the documents are drafts.</param>
/// <param name="Void">How many of the documents are void.</param>
/// <param name="Skipped">Totals, headings, and rows that cannot be read.</param>
/// <param name="Conflicts">The keys in conflict.</param>
internal sealed record Totals(long Rows, long Documents, long Merged, long Blank, long Draft, long Void, long Skipped, long Conflicts);

/// <summary>A key whose rows have several numbers, dates or statuses.</summary>
internal sealed record Conflict(string? Company, string Key, IReadOnlyList<long> Lines);
