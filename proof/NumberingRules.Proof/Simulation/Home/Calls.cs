using NumberingRules.Proof.Histories;
using NumberingRules.Storage;

namespace NumberingRules.Proof.Simulation;

/// <summary>What callers saw, in order; each answer is held against the laws, and what it shows goes on paper.</summary>
internal sealed class Calls(World world)
{
    private long _entries;

    /// <summary>How many there were. It is the clock of what was seen, too: nothing happens between a call and its answer but a rival's calls, which come before.</summary>
    internal int Count { get; private set; }

    internal void Note(Host host, Request request)
    {
        var (command, done) = (request.Commands[0], request.Done);
        var answer = done.IsCompletedSuccessfully ? done.Result[0] : null;
        _ = done.Exception;
        Count++;
        world.Disk.Seen.Add(new(host.Name, DiskBook.Name, command, Count, Count, answer is null ? Fate.Unknown : Fate.Answered, answer is null ? null : Seen(answer)));
        var book = world.Disk.Book;
        world.Log.Add($"{host.Name} {command.Name} {(command as Command.OnInvoice)?.Invoice} -> {(answer is null ? "no answer" : answer.Rejection is { } reason ? Name.Of(reason) : Name.Of(answer.Outcome))} {answer?.Number} #{book.Entries}", command);
        if (answer is not null || book.Entries > _entries)
        {
            world.Disk.Script.Add(command);
        }

        _entries = book.Entries;
        if (answer is not null)
        {
            world.LoopLaws.Note(host, command, answer);
        }

        if (answer is not null && command is Command.OnInvoice { Invoice: var id } && book.Register.Find(id) is { } invoice)
        {
            world.Papers.Show(book.Header, invoice);
            HomeLaws.OfAnswer(world, book.Header, invoice, answer);
        }
    }

    private static SeenAnswer Seen(Answer answer) => new(answer.Outcome, answer.Rejection, answer.Number?.Text, answer.Attempt, answer.Entry);
}
