using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NumberingRules.DependencyInjection;
using NumberingRules.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Sets up books of invoice numbers as a service of the host.</summary>
public static class NumberingRulesServices
{
    /// <summary>
    /// Adds <see cref="Books"/> as a singleton. The store is made, and its file opened, when the host starts, or when
    /// <see cref="Books"/> is first asked for; when the container is disposed, what is queued is written and the store closed.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="store">Makes the store; it belongs to <see cref="Books"/> from then on.</param>
    /// <param name="configure">
    /// How the books work; the defaults suit most hosts. Called here, to check the options, and again when they are needed.
    /// The container's <see cref="TimeProvider"/> and <see cref="ILoggerFactory"/>, if it has them, are used unless others
    /// are set here (<see cref="TimeProvider.System"/> counts as not set).
    /// </param>
    /// <returns>A builder that says which books there are.</returns>
    /// <exception cref="ArgumentException">The options are not sound; the message says which and what to give.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Books"/> is registered already. Give a second store a key (<see cref="AddKeyedNumberingRules"/>); to put another in the first one's place, in a test say, remove that (<c>RemoveAll&lt;Books&gt;()</c>).</exception>
    /// <example><code>
    /// builder.Services.AddNumberingRules(_ => new SqliteStore("numbering.db")).AddBook("main", [new("rl", "RL-{seq:00000}")]);
    /// </code></example>
    public static NumberingRulesBuilder AddNumberingRules(
        this IServiceCollection services, Func<IServiceProvider, IBookStore> store, Action<BooksOptions>? configure = null) =>
        Add(services, null, store, configure);

    /// <summary>
    /// Adds <see cref="Books"/> of a further store as a keyed singleton: ask for it with
    /// <c>[FromKeyedServices("archive")] Books</c> or <c>GetRequiredKeyedService&lt;Books&gt;("archive")</c>.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="key">The key.</param>
    /// <param name="store">Makes the store; it belongs to <see cref="Books"/> from then on.</param>
    /// <param name="configure">How the books work; the defaults suit most hosts. Called here, to check the options, and again when they are needed.</param>
    /// <returns>A builder that says which books there are.</returns>
    /// <exception cref="ArgumentException">The options are not sound; the message says which and what to give.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Books"/> with this key is registered already.</exception>
    public static NumberingRulesBuilder AddKeyedNumberingRules(
        this IServiceCollection services, string key, Func<IServiceProvider, IBookStore> store, Action<BooksOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return Add(services, key, store, configure);
    }

    private static NumberingRulesBuilder Add(IServiceCollection services, string? key, Func<IServiceProvider, IBookStore> store, Action<BooksOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(store);
        if (Configured(configure).Problem() is { } problem)
        {
            throw new ArgumentException(problem, nameof(configure));
        }

        if (services.Any(one => one.ServiceType == typeof(Books) && Equals(one.ServiceKey, key)))
        {
            throw new InvalidOperationException(key is null
                ? "AddNumberingRules was called before, and a second store would be ignored. Give it a key, AddKeyedNumberingRules(\"archive\", …), and ask for it with [FromKeyedServices(\"archive\")] Books; to replace the first, in a test say, call services.RemoveAll<Books>() before"
                : $"AddKeyedNumberingRules was called before with the key \"{key}\", and a second store would be ignored. Give it another key");
        }

        services.AddKeyedSingleton(key, (provider, _) => Make(provider, store, configure));
        List<BookSource> sources = [];
        services.AddSingleton<IHostedService>(provider => new BookOpener(provider, key, sources));
        return new(services, sources);
    }

    private static Books Make(IServiceProvider provider, Func<IServiceProvider, IBookStore> store, Action<BooksOptions>? configure)
    {
        var options = Configured(configure);
        options.Logging ??= provider.GetService<ILoggerFactory>();
        if (options.Time == TimeProvider.System && provider.GetService<TimeProvider>() is { } time)
        {
            options.Time = time;
        }

        return new(
            store(provider) ?? throw new InvalidOperationException("the store given to AddNumberingRules is null; return the store the books are kept in"),
            options);
    }

    private static BooksOptions Configured(Action<BooksOptions>? configure)
    {
        var options = new BooksOptions();
        configure?.Invoke(options);
        return options;
    }
}
