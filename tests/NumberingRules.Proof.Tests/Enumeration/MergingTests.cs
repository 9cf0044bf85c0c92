using NumberingRules.Proof.Enumeration;

namespace NumberingRules.Proof.Tests.Enumeration;

/// <summary>
/// Merging is sound: the core's own books, walked with nothing merged, renamed, numbered or restored, are at every depth
/// exactly the states of the enumeration, and what is decided there is what is decided in the state.
/// </summary>
public class MergingTests
{
    [Theory]
    [InlineData("policies", 3)]
    [InlineData("limits", 5)]
    [InlineData("records", 5)]
    [InlineData("pair", 5)]
    [InlineData("series", 3)]
    [InlineData("imports", 5)]
    [InlineData("branches", 4)]
    [InlineData("together", 2)]
    public void Books_walked_without_merging_are_the_states_of_the_enumeration(string name, int depth)
    {
        var scope = Array.Find(Scopes.Small, one => one.Name == name)! with { Depth = depth };
        var explored = new Exploration(Rules.Real, scope);
        Assert.Null(explored.Run(1).Violation);
        var merged = explored.States.All.ToHashSet();

        var plain = new Dictionary<Packed, List<string>>();
        HashSet<(Book, Places)> level = [(Book.Empty, Places.None)];
        for (var step = 0; level.Count > 0; step++)
        {
            HashSet<(Book, Places)> next = new(new ByHistory());
            foreach (var (book, places) in level)
            {
                var state = explored.Encoding.Encode(book.Header, places, [.. book.Invoices]);
                Assert.Contains(state, merged);
                AssertDecidesAlike(plain, state, explored.Alphabet, book);
                foreach (var command in step == depth ? [] : explored.Alphabet.On([.. book.Invoices]))
                {
                    var after = book.Do(command, out var decision);
                    if (decision.Outcome == Outcome.Accepted)
                    {
                        next.Add((after, places.After(decision.Events)));
                    }
                }
            }

            level = next;
        }

        Assert.Equal(merged.Order(), plain.Keys.Order());
    }

    /// <summary>Books that are one state get the same answers, command by command; which name stands where is left out.</summary>
    private static void AssertDecidesAlike(Dictionary<Packed, List<string>> seen, Packed state, Alphabet alphabet, Book book)
    {
        List<string> answers =
        [
            .. alphabet.On([.. book.Invoices]).Select(command => (command.Name, Numbering.Decide(book, command)))
                .Select(done => $"{done.Name} {done.Item2.Outcome} {done.Item2.Rejection} {string.Join(' ', done.Item2.Events.Select(e => e.Name))} {string.Join(' ', done.Item2.Findings)}")
                .Order(StringComparer.Ordinal),
            .. book.Invoices.Select(invoice => $"{Numbering.Authority(book.Header, invoice).Rule} {Numbering.ShownSync(book.Header, invoice)} {Numbering.References(book.Header, invoice).Count}"),
        ];

        // An invoice that was never sent has no attempt before the last: that is kept apart by the state.
        if (seen.TryGetValue(state, out var before))
        {
            Assert.Equal(before, answers);
        }
        else
        {
            seen.Add(state, answers);
        }
    }

    private sealed class ByHistory : IEqualityComparer<(Book Book, Places Places)>
    {
        public bool Equals((Book Book, Places Places) x, (Book Book, Places Places) y) => x.Book.Equals(y.Book) && x.Places == y.Places;

        public int GetHashCode((Book Book, Places Places) obj)
        {
            var hash = default(HashCode);
            hash.Add(obj.Book.Header);
            hash.Add(obj.Places);
            foreach (var invoice in obj.Book.Invoices)
            {
                hash.Add(invoice);
            }

            return hash.ToHashCode();
        }
    }
}
