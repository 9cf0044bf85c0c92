using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using NumberingRules.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Sets up books of invoice numbers as a service of the host.</summary>
public static class NumberingRulesServices
{
    /// <summary>
    /// Adds <see cref="Books"/> as a singleton. The store is made, and its file opened, when <see cref="Books"/> is first
    /// asked for; when the container is disposed, what is queued is written and the store closed.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="store">Makes the store; it belongs to <see cref="Books"/> from then on.</param>
    /// <param name="configure">
    /// How the books work; the defaults suit most hosts. Called here, to check the options, and again when they are needed.
    /// The container's <see cref="TimeProvider"/> and <see cref="ILoggerFactory"/>, if it has them, are used unless others
    /// are set here (<see cref="TimeProvider.System"/> counts as not set).
    /// </param>
    /// <returns>The same services, for chaining.</returns>
    /// <exception cref="ArgumentException">The options are not sound; the message says which and what to give.</exception>
    /// <remarks>
    /// Where <see cref="Books"/> is registered already this adds nothing: the first registration stands, as with
    /// <c>TryAdd</c>. To put another in its place, in a test say, remove the first (<c>RemoveAll&lt;Books&gt;()</c>).
    /// </remarks>
    /// <example><code>
    /// services.AddNumberingRules(_ => new SqliteStore("numbering.db"));
    /// </code></example>
    public static IServiceCollection AddNumberingRules(
        this IServiceCollection services, Func<IServiceProvider, IBookStore> store, Action<BooksOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(store);
        if (Configured(configure).Problem() is { } problem)
        {
            throw new ArgumentException(problem, nameof(configure));
        }

        services.TryAddSingleton(provider =>
        {
            var options = Configured(configure);
            options.Logging ??= provider.GetService<ILoggerFactory>();
            if (options.Time == TimeProvider.System && provider.GetService<TimeProvider>() is { } time)
            {
                options.Time = time;
            }

            return new Books(
                store(provider) ?? throw new InvalidOperationException("the store given to AddNumberingRules is null; return the store the books are kept in"),
                options);
        });
        return services;
    }

    private static BooksOptions Configured(Action<BooksOptions>? configure)
    {
        var options = new BooksOptions();
        configure?.Invoke(options);
        return options;
    }
}
