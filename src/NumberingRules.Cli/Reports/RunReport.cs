namespace NumberingRules.Cli;

/// <summary>What is said when all else has been: to programs, and to people.</summary>
internal sealed record Ending(Action<JsonReport> Write, string Line);

/// <summary>What a run says, wherever its book is kept: each answer, the register, and for people a summary.</summary>
internal sealed class RunReport : IDisposable
{
    private readonly Stream _output = Output.Open();
    private readonly JsonReport? _json;
    private readonly List<ShownAnswer> _steps = [];

    /// <param name="json">Whether a program reads it.</param>
    /// <param name="held">Whether nothing goes out before the end, because the script may turn out to be malformed.</param>
    /// <param name="rowOf">The line an invoice came from, where the command itself has none.</param>
    internal RunReport(bool json, bool held, Func<InvoiceId, long>? rowOf)
    {
        _json = json ? new(_output, held) : null;
        Summary = new(rowOf);
    }

    internal Summary Summary { get; }

    internal void Add(in ShownAnswer answer)
    {
        Summary.Add(answer);
        _json?.Write(answer);
        if (_steps.Count <= Tables.MostSteps && _json is null)
        {
            _steps.Add(answer);
        }
    }

    /// <summary>Lets out the answers so far.</summary>
    internal void Flush() => _json?.Flush();

    /// <summary>All answers are there.</summary>
    /// <param name="invoices">The invoices of the book in order of appearance; read as they are needed.</param>
    /// <param name="connection">The book's connection.</param>
    /// <param name="more">What to say to people when there are more invoices than are shown, given the last that is.</param>
    /// <param name="ending">What is said at the end.</param>
    internal async Task EndAsync(IAsyncEnumerable<ShownInvoice> invoices, Connection connection, Func<Invoice, string> more, Ending? ending = null)
    {
        if (_json is not null)
        {
            _json.Release();
            await foreach (var invoice in invoices)
            {
                _json.Write(invoice);
            }

            ending?.Write(_json);
            return;
        }

        await using var text = Output.Text(_output);
        var tables = new Tables(text);
        if (_steps.Count <= Tables.MostSteps)
        {
            tables.Steps(_steps);
        }

        var first = await invoices.Take(Tables.MostRows + 1).ToListAsync();
        var isMore = first.Count > Tables.MostRows;
        tables.Register(isMore ? first[..Tables.MostRows] : first, connection, isMore ? more(first[Tables.MostRows - 1].Invoice) : null);
        tables.Summary(Summary);
        if (ending is not null)
        {
            tables.Line(ending.Line);
        }
    }

    public void Dispose()
    {
        _json?.Dispose();
        _output.Dispose();
    }
}
