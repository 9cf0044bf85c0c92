using System.Globalization;
using Microsoft.Extensions.Logging;

namespace NumberingRules.Storage;

/// <summary>Makes a book as it is configured, or says what stands in the way.</summary>
internal static partial class Opening
{
    // Hosts that start at the same time may each be first with one command.
    private const int Tries = 5;

    /// <exception cref="BookConfigurationException">The book cannot be as configured.</exception>
    internal static async ValueTask<BookHeader> EnsureAsync(
        BookHandle book, ILogger log, ValueList<SeriesDefinition> series, PolicyChange? policy, string? actor, CancellationToken cancellation)
    {
        var open = new Command.Open(series, policy);
        Arguments.Check([open], actor);
        BookConfigurationException.ThrowIfUnsound(book.Name, series);
        for (var tries = Tries; ; tries--)
        {
            var header = await book.HeaderAsync(cancellation).ConfigureAwait(false);
            if ((header.IsOpen ? Missing(book.Name, header, open) : open) is not { } missing)
            {
                Say(() => LeftOut(header, series) is { Length: > 0 } leftOut
                    ? $"has series that the configuration does not list: {leftOut}. They stay as they are; to end one, close it (Command.CloseSeries)"
                    : null);
                return header;
            }

            var answer = await book.DoAsync(missing, actor, cancellation).ConfigureAwait(false);
            Say(() => answer.Outcome == Outcome.Accepted ? Told(header, missing) : null);

            if (answer.Rejection is { } rejection && (tries == 0 || rejection is not (Rejection.AlreadyOpen or Rejection.SeriesExists)))
            {
                throw new BookConfigurationException(book.Name, [answer.Why]);
            }
        }

        void Say(Func<string?> what) => Diagnostics.Guarded(() =>
        {
            if (log.IsEnabled(LogLevel.Information) && what() is { } said)
            {
                LogDone(log, book.Name, said);
            }
        });
    }

    /// <summary>The command that brings an open book up; null when it is as configured.</summary>
    private static Command? Missing(string book, BookHeader header, Command.Open open)
    {
        List<string> problems = [];
        List<Command> commands = [];
        foreach (var wanted in open.Series)
        {
            if (header.Series.Find(wanted.Id) is { } there)
            {
                problems.AddRange(Differences(there.Series.Definition, wanted));
            }
            else
            {
                commands.Add(new Command.AddSeries(wanted));
            }
        }

        if (problems.Count > 0)
        {
            problems.Add("A series never changes, for its numbers are on paper. Configure it as the book has it; where numbers are to look different from now on, add a series with another id and close this one with that as its successor (Command.CloseSeries).");
        }

        if (header.Series.First != open.Series[0].Id)
        {
            problems.Add($"The default series: the book has '{header.Series.First}', the configuration lists '{open.Series[0].Id}' first. The default never changes: list '{header.Series.First}' first, and name the other series where an invoice is created.");
        }

        if (problems.Count > 0)
        {
            throw new BookConfigurationException(book, problems);
        }

        if (open.Policy is { } policy && policy.Over(header.Policy) != header.Policy)
        {
            commands.Add(new Command.SetPolicy(policy));
        }

        return commands switch
        {
            [] => null,
            [var only] => only,
            _ => new Command.Together([.. commands]),
        };
    }

    private static IEnumerable<string> Differences(SeriesDefinition there, SeriesDefinition wanted) => there == wanted ? [] :
        from field in Fields(there).Zip(Fields(wanted))
        where field.First.Value != field.Second.Value
        select $"Series '{there.Id}', {field.First.Name}: the book has {field.First.Value}, the configuration {field.Second.Value}.";

    private static (string Name, string Value)[] Fields(SeriesDefinition series) =>
    [
        ("format", $"'{series.Format}'"),
        ("forms", series.Forms.Count == 0 ? "none" : string.Join(", ", series.Forms.Select(static form => $"{form.Name} '{form.Format}'"))),
        ("start", Text(series.Start)),
        ("max", Text(series.Max)),
        ("reset", Name.Of(series.Reset)),
        ("fiscalYearStartMonth", Text(series.FiscalYearStartMonth)),
        ("dateOrder", Name.Of(series.DateOrder)),
        ("maxLength", Text(series.MaxLength)),
        ("validFrom", Text(series.ValidFrom)),
        ("validUntil", Text(series.ValidUntil)),
    ];

    private static string Text(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "none";

    private static string Text(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "none";

    private static string Told(BookHeader before, Command done) => done switch
    {
        Command.Open open => $"opened with series {string.Join(", ", open.Series.Select(static one => $"{one.Id} ({one.Format})"))}",
        Command.AddSeries add => $"series {add.Series.Id} ({add.Series.Format}) added",
        Command.SetPolicy set => $"policy set: {string.Join(", ", Settings(before.Policy).Zip(Settings(set.Policy.Over(before.Policy))).Where(static pair => pair.First != pair.Second).Select(static pair => $"{pair.First} becomes {pair.Second}"))}",
        Command.Together together => string.Join("; ", together.Commands.Select(one => Told(before, one))),
        _ => done.Name,
    };

    private static string LeftOut(BookHeader header, ValueList<SeriesDefinition> series)
    {
        var listed = series.Select(static one => one.Id).ToHashSet();
        return string.Join(", ", header.Series.All.Where(owned => !listed.Contains(owned.Series.Id)).Select(static owned => $"{owned.Series.Id} ({(owned.Closed ? "closed" : owned.Series.Definition.Format)})"));
    }

    private static string[] Settings(Policy policy) =>
    [
        $"authority {Name.Of(policy.Authority)}", $"homeNumber {Name.Of(policy.HomeNumber)}",
        $"importedHomeNumber {Name.Of(policy.ImportedHomeNumber)}", $"importSeries {policy.ImportSeries}",
    ];

    [LoggerMessage(Level = LogLevel.Information, Message = "Book {Book}: {What}.")]
    private static partial void LogDone(ILogger log, string book, string what);
}
