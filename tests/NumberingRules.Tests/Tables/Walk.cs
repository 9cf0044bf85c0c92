using System.Text.RegularExpressions;

namespace NumberingRules.Tests.Tables;

/// <summary>
/// Every state that the commands of <paramref name="grow"/> can lead to from an opened book, and at each of them every
/// command of the alphabet: the library and the model decide side by side. States are the same when their facts are.
/// </summary>
internal sealed partial class Walk(string name, Command.Open open, IEnumerable<Command> grow)
{
    private const int MostAttempts = 2;
    private const int MostReported = 5;

    private readonly HashSet<Command> _grow = [open, .. grow];
    private readonly List<(int Before, Command? By)> _steps = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Queue<(int At, Book Book, ModelBook Model)> _ahead = [];
    private readonly Dictionary<string, string> _disagreements = new(StringComparer.Ordinal);

    public string Name { get; } = name;

    public int States => _steps.Count;

    public long Pairs { get; private set; }

    /// <summary>Disagreements, the first of each kind, with the commands that lead there.</summary>
    public string Report => string.Join('\n', _disagreements.Values.Take(MostReported));

    public Walk Run()
    {
        var alphabet = Alphabet.Everything.Union(_grow).ToArray();
        Reach(-1, null, Book.Empty, new());
        while (_ahead.TryDequeue(out var here))
        {
            foreach (var command in alphabet)
            {
                Check(here.At, command, here.Book, here.Model);
            }

            Pairs += alphabet.Length;
        }

        return this;
    }

    private void Check(int at, Command command, Book book, ModelBook model)
    {
        var expected = SpecTables.Of(model, command);
        var after = book.Do(command, out var decision);
        if (!expected.Is(decision))
        {
            Disagree(at, command, expected.ToString(), Expected.Of(decision).ToString());
        }
        else if (expected.After is { } changed)
        {
            var (wanted, got) = (Facts.Of(changed), Facts.Of(after));
            if (wanted != got || changed.Epoch != after.Header.Epoch)
            {
                Disagree(at, command, $"{wanted}epoch {changed.Epoch}", $"{got}epoch {after.Header.Epoch}");
            }
            else if (_grow.Contains(command) && changed.Invoices.TrueForAll(static invoice => invoice.Attempt <= MostAttempts))
            {
                Reach(at, command, after, changed);
            }
        }
        else if (!ReferenceEquals(after, book))
        {
            Disagree(at, command, "nothing changes", Facts.Of(after));
        }
    }

    private void Reach(int before, Command? by, Book book, ModelBook model)
    {
        if (_known.Add(Facts.Of(model)))
        {
            _ahead.Enqueue((_steps.Count, book, model));
            _steps.Add((before, by));
        }
    }

    private void Disagree(int at, Command command, string wanted, string got)
    {
        var kind = $"{command.Name} {wanted.Split('\n')[0]} {got.Split('\n')[0]}";
        if (_disagreements.ContainsKey(kind))
        {
            return;
        }

        var path = new Stack<Command>([command]);
        for (var step = _steps[at]; step.By is not null; step = _steps[step.Before])
        {
            path.Push(step.By);
        }

        _disagreements[kind] = $"""
            in the walk '{Name}':
            {string.Join('\n', path.Select(static step => EmptyField().Replace(step.ToString(), "")))}
            SPEC says:
            {wanted}
            the library says:
            {got}

            """;
    }

    [GeneratedRegex(@"( Name = \w+,?)|( \w+ = ,)|(, \w+ = (?= \}))")]
    private static partial Regex EmptyField();
}
