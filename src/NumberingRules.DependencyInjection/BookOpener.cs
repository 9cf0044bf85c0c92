using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NumberingRules.Storage;

namespace NumberingRules.DependencyInjection;

/// <summary>Opens the store and makes the books as configured before the host starts anything that may ask for them.</summary>
internal sealed class BookOpener(IServiceProvider services, string? key, IReadOnlyList<BookSource> sources) : IHostedLifecycleService
{
    // The first start with many tenants: their books share flushes.
    private const int AtOnce = 256;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var books = key is null ? services.GetRequiredService<Books>() : services.GetRequiredKeyedService<Books>(key);
        var scope = services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            // All are read before one is written: what is wrong with the last keeps the first from being made.
            foreach (var some in (await ConfiguredAsync(scope.ServiceProvider, cancellationToken).ConfigureAwait(false)).Chunk(AtOnce))
            {
                await Task.WhenAll(some.Select(book => books[book.Key].EnsureOpenAsync(book.Value.Series, book.Value.Policy, cancellation: cancellationToken).AsTask())).ConfigureAwait(false);
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <exception cref="BookConfigurationException">A book is configured twice, differently.</exception>
    private async Task<Dictionary<string, BookSettings>> ConfiguredAsync(IServiceProvider scoped, CancellationToken cancellation)
    {
        Dictionary<string, BookSettings> configured = new(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            await foreach (var (name, settings) in source(scoped).WithCancellation(cancellation).ConfigureAwait(false))
            {
                if (!configured.TryAdd(name, settings) && configured[name] != settings)
                {
                    throw new BookConfigurationException(name, [$"It is configured twice, differently: {Difference(configured[name], settings)}. Configure it once, with all of its series."]);
                }
            }
        }

        return configured;
    }

    private static string Difference(BookSettings one, BookSettings other) =>
        one.Series == other.Series ? "the policies differ"
        : Told(one) == Told(other) ? "the series have the same ids and formats and differ otherwise"
        : $"with series {Told(one)}, and with series {Told(other)}";

    private static string Told(BookSettings settings) => string.Join(", ", settings.Series.Select(static series => $"{series.Id} ({series.Format})"));
}
