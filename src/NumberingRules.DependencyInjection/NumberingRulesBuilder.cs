using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NumberingRules.Storage;

namespace NumberingRules.DependencyInjection;

/// <summary>
/// Says which books a host has. They are made as configured before the host starts anything else: opened if they are not
/// open, brought up if the configuration has grown (<see cref="BookHandle.EnsureOpenAsync"/>). If one cannot be, the host
/// does not start, and the exception says what is wrong.
/// </summary>
public sealed class NumberingRulesBuilder
{
    private readonly List<BookSource> _sources;

    internal NumberingRulesBuilder(IServiceCollection services, List<BookSource> sources) => (Services, _sources) = (services, sources);

    /// <summary>The host's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Adds a book.</summary>
    /// <param name="name">The book's name.</param>
    /// <param name="series">Its series, the default one first.</param>
    /// <param name="policy">The settings that matter to the host; null for none.</param>
    /// <returns>This builder, for chaining.</returns>
    /// <exception cref="ArgumentException">The name cannot be one.</exception>
    /// <exception cref="BookConfigurationException">The series cannot be; the message says what is wrong.</exception>
    public NumberingRulesBuilder AddBook(string name, ValueList<SeriesDefinition> series, PolicyChange? policy = null) => AddBooks([name], series, policy);

    /// <summary>Adds a book as a section of the configuration has it, which is read when the host starts.</summary>
    /// <param name="name">The book's name.</param>
    /// <param name="section">The section, with <c>Series</c> and <c>Policy</c>; <see cref="BookSettings.Read"/> tells its keys and values.</param>
    /// <returns>This builder, for chaining.</returns>
    /// <exception cref="ArgumentException">The name cannot be one.</exception>
    public NumberingRulesBuilder AddBook(string name, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var book = CheckedName(name);
        return Add(_ => Of([(book, BookSettings.ReadFor(book, section))]));
    }

    /// <summary>Adds books that are all alike, one for each tenant.</summary>
    /// <param name="names">The books' names.</param>
    /// <param name="series">Their series, the default one first.</param>
    /// <param name="policy">The settings that matter to the host; null for none.</param>
    /// <returns>This builder, for chaining.</returns>
    /// <exception cref="ArgumentException">A name cannot be one.</exception>
    /// <exception cref="BookConfigurationException">The series cannot be; the message says what is wrong.</exception>
    public NumberingRulesBuilder AddBooks(IEnumerable<string> names, ValueList<SeriesDefinition> series, PolicyChange? policy = null)
    {
        ArgumentNullException.ThrowIfNull(names);
        string[] books = [.. names.Select(CheckedName)];
        BookConfigurationException.ThrowIfUnsound(books is [var only] ? only : null, series);
        var settings = new BookSettings(series, policy);
        return Add(_ => Of(books.Select(book => (book, settings))));
    }

    /// <summary>Adds books that are all alike, one for each tenant that there is when the host starts. For a tenant that comes later call <see cref="BookHandle.EnsureOpenAsync"/>.</summary>
    /// <param name="names">Reads the books' names, from the host's database say; the services are those of a scope that ends with it.</param>
    /// <param name="settings">Their series and policy.</param>
    /// <returns>This builder, for chaining.</returns>
    /// <exception cref="BookConfigurationException">The series cannot be; the message says what is wrong.</exception>
    public NumberingRulesBuilder AddBooks(Func<IServiceProvider, IAsyncEnumerable<string>> names, BookSettings settings)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(settings);
        BookConfigurationException.ThrowIfUnsound(null, settings.Series);
        return Add(services => names(services).Select(name => (CheckedName(name), settings)));
    }

    /// <summary>Adds the books of a section of the configuration, which is read when the host starts: each child is a book by its name, with <c>Series</c> and <c>Policy</c>.</summary>
    /// <param name="section">The section; <see cref="BookSettings.Read"/> tells the keys and values of its children.</param>
    /// <returns>This builder, for chaining.</returns>
    public NumberingRulesBuilder AddBooks(IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return Add(_ => section.GetChildren().Any()
            ? Of(section.GetChildren().Select(static book => (CheckedName(book.Key), BookSettings.ReadFor(book.Key, book))))
            : throw new BookConfigurationException(null, [$"{(section as IConfigurationSection)?.Path ?? "The configuration"} has no books: each child of it is a book by its name, with Series."]));
    }

    private static IAsyncEnumerable<(string Name, BookSettings Settings)> Of(IEnumerable<(string Name, BookSettings Settings)> books) => books.ToAsyncEnumerable();

    private static string CheckedName(string name) => Identifier.Problem(name) is { } problem ? throw new ArgumentException($"the book's name '{name}' {problem}", nameof(name)) : name;

    private NumberingRulesBuilder Add(BookSource source)
    {
        _sources.Add(source);
        return this;
    }
}

/// <summary>Tells books and how each is to be.</summary>
internal delegate IAsyncEnumerable<(string Name, BookSettings Settings)> BookSource(IServiceProvider services);
