using NumberingRules.Storage;

namespace NumberingRules.Testing;

/// <summary>Something that every store does.</summary>
public sealed class StoreFact
{
    private readonly Func<Func<ValueTask<IBookStore>>, Task> _check;

    internal StoreFact(string name, Func<Func<ValueTask<IBookStore>>, Task> check) => (Name, _check) = (name, check);

    /// <summary>What it says.</summary>
    public string Name { get; }

    /// <summary>Checks it against a database.</summary>
    /// <param name="open">Opens the same database, empty at first, each time it is called; what is opened is disposed of here.</param>
    /// <exception cref="FactException">It does not hold.</exception>
    public Task CheckAsync(Func<ValueTask<IBookStore>> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        return _check(open);
    }

    /// <inheritdoc cref="Name"/>
    public override string ToString() => Name;
}
