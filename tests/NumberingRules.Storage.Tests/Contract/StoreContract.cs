namespace NumberingRules.Storage.Tests.Contract;

/// <summary>What every store does. A store passes all of it by deriving a class that says how one is made and opened again.</summary>
public abstract partial class StoreContract
{
    private static readonly DateOnly Day = new(2026, 1, 5);
    private static readonly Command Opening = new Command.Open([new("a", "A-{seq:000}")]);

    public static TheoryData<string> NastyOnes => [.. NastyScripts.All.Keys];

    /// <summary>A new store without books.</summary>
    protected abstract IBookStore NewStore();

    /// <summary>The same store opened again after it was closed.</summary>
    protected abstract IBookStore Reopened(IBookStore closed);

    internal IBookStore ReopenedStore(IBookStore closed) => Reopened(closed);

    /// <summary>Told after each command: where a store is closed, brought up, or left behind.</summary>
    internal virtual void AfterCommand(Desk desk, Answer answer, int count)
    {
    }

    private Desk NewDesk() => new(this, NewStore());

    private Desk DeskWith(params Command[] commands)
    {
        var desk = NewDesk();
        desk.DoAll(commands);
        return desk;
    }
}
