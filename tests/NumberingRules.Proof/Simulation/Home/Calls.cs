using NumberingRules.Storage;

namespace NumberingRules.Proof.Simulation;

/// <summary>What callers saw, in order; each answer is held against the laws, and what it shows goes on paper.</summary>
internal sealed class Calls(World world)
{
    private readonly List<SeenCall> _seen = [];
    private long _entries;

    /// <summary>What callers saw: for a checker of histories.</summary>
    internal IReadOnlyList<SeenCall> Seen => _seen;

    internal void Note(Host host, Request request)
    {
        var (command, done) = (request.Commands[0], request.Done);
        var answer = done.IsCompletedSuccessfully ? done.Result[0] : null;
        _ = done.Exception;
        _seen.Add(new(host.Name, command, world.Time.Now, world.Time.Now, answer, !host.IsAlive, world.Restores));
        var book = world.Disk.Book;
        world.Log.Add($"{host.Name} {command.Name} {(command as Command.OnInvoice)?.Invoice} -> {(answer is null ? "no answer" : answer.Rejection is { } reason ? Name.Of(reason) : Name.Of(answer.Outcome))} {answer?.Number} #{book.Entries}", command);
        if (answer is not null || book.Entries > _entries)
        {
            world.Disk.Script.Add(command);
        }

        _entries = book.Entries;
        if (answer is not null && command is Command.OnInvoice { Invoice: var id } && book.Register.Find(id) is { } invoice)
        {
            world.Papers.Show(KeptInvoice.Of(book.Header, invoice));
            HomeLaws.OfAnswer(world, book.Header, invoice, answer);
        }
    }
}
