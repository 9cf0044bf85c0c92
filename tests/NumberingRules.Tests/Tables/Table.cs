namespace NumberingRules.Tests.Tables;

/// <summary>Rows in order; the first that fits answers. It keeps which did, so that none goes untested.</summary>
internal sealed class Table<TCase, TAnswer>(string name) : ITable
{
    private readonly List<Row> _rows = [];

    public string Name => name;

    public IEnumerable<(string Condition, string Becomes)> Described => _rows.Select(row => (row.Condition, row.Becomes));

    public IEnumerable<string> NeverUsed => _rows.Where(row => !row.IsUsed).Select(row => $"{name}: {row.Condition}");

    public int Rows => _rows.Count;

    public Table<TCase, TAnswer> If(string condition, Func<TCase, bool> fits, TAnswer answer) =>
        If(condition, fits, answer, WordFor(answer));

    public Table<TCase, TAnswer> If(string condition, Func<TCase, bool> fits, TAnswer answer, string becomes)
    {
        _rows.Add(new(condition, fits, answer, becomes));
        return this;
    }

    private static string WordFor(TAnswer answer) => answer switch
    {
        Rejection rejection => NumberingRules.Name.Of(rejection),
        Finding finding => NumberingRules.Name.Of(finding),
        AuthorityRule rule => NumberingRules.Name.Of(rule),
        null => "issued",
        _ => "",
    };

    public Table<TCase, TAnswer> Else(string condition, TAnswer answer) => If(condition, static _ => true, answer);

    /// <summary>The first row that fits.</summary>
    public TAnswer Answer(TCase asked)
    {
        foreach (var row in _rows)
        {
            if (row.Fits(asked))
            {
                row.Use();
                return row.Answer;
            }
        }

        throw new InvalidOperationException($"{name} has no row for {asked}");
    }

    /// <summary>Every row that fits.</summary>
    public IEnumerable<TAnswer> Answers(TCase asked)
    {
        foreach (var row in _rows.Where(row => row.Fits(asked)))
        {
            row.Use();
            yield return row.Answer;
        }
    }

    private sealed class Row(string condition, Func<TCase, bool> fits, TAnswer answer, string becomes)
    {
        public string Condition { get; } = condition;

        public string Becomes { get; } = becomes;

        public Func<TCase, bool> Fits { get; } = fits;

        public TAnswer Answer { get; } = answer;

        public bool IsUsed { get; private set; }

        // Written once: walks run side by side, and a line of the cache that all write goes back and forth between them.
        public void Use()
        {
            if (!IsUsed)
            {
                IsUsed = true;
            }
        }
    }
}

internal interface ITable
{
    string Name { get; }

    /// <summary>The rows in words, in their order.</summary>
    IEnumerable<(string Condition, string Becomes)> Described { get; }

    IEnumerable<string> NeverUsed { get; }

    int Rows { get; }
}
