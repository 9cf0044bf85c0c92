using Microsoft.Extensions.Configuration;
using NumberingRules.Storage;

namespace NumberingRules.DependencyInjection;

/// <summary>How a book is to be: its series and its policy. Equality is by value.</summary>
/// <param name="Series">The series, the default one first.</param>
/// <param name="Policy">The settings that matter to the host; null for none.</param>
public sealed record BookSettings(ValueList<SeriesDefinition> Series, PolicyChange? Policy = null)
{
    /// <summary>
    /// Reads the settings of a section: <c>Series</c>, a list of objects with <c>Id</c>, <c>Format</c> and, if need be,
    /// <c>Start</c>, <c>Max</c>, <c>Reset</c> (<c>never</c>, <c>yearly</c>, <c>monthly</c>, <c>fiscal</c>),
    /// <c>FiscalYearStartMonth</c>, <c>DateOrder</c> (<c>any</c>, <c>enforced</c>), <c>MaxLength</c>, <c>Forms</c> (an object
    /// of formats by name), <c>ValidFrom</c> and <c>ValidUntil</c> (<c>2026-01-31</c>); and <c>Policy</c>, an object with
    /// <c>Authority</c> (<c>erp</c>, <c>home</c>), <c>HomeNumber</c> (<c>on-create</c>, <c>on-approval</c>),
    /// <c>ImportedHomeNumber</c> (<c>on-disconnect</c>, <c>on-import</c>, <c>never</c>) and <c>ImportSeries</c>.
    /// </summary>
    /// <param name="section">The section.</param>
    /// <exception cref="BookConfigurationException">A value cannot be, a key is unknown or a needed one is missing, or the series cannot be; every problem is named with its path and value.</exception>
    /// <remarks>Uses no reflection, so it works in an application that is compiled ahead of time.</remarks>
    public static BookSettings Read(IConfiguration section) => ReadFor(null, section);

    internal static BookSettings ReadFor(string? book, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var reader = new SettingsReader();
        var settings = reader.Book(section);
        if (reader.Problems.Count > 0)
        {
            throw new BookConfigurationException(book, reader.Problems);
        }

        try
        {
            BookConfigurationException.ThrowIfUnsound(book, settings.Series);
        }
        catch (BookConfigurationException e) when (section is IConfigurationSection { Path: var path })
        {
            throw new BookConfigurationException(book, [.. e.Problems.Select(problem => $"{path}: {char.ToLowerInvariant(problem[0])}{problem[1..]}")]);
        }

        return settings;
    }
}
