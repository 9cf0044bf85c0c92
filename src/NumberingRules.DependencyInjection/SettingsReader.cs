using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace NumberingRules.DependencyInjection;

/// <summary>Reads the settings of a book from configuration by hand: words as scripts have them, every problem with its path, no reflection.</summary>
internal sealed class SettingsReader
{
    private delegate bool Maker<T>(string? text, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out string? problem, string field);

    internal List<string> Problems { get; } = [];

    internal BookSettings Book(IConfiguration section)
    {
        Known(section, "Series", "Policy");
        var series = section.GetSection("Series");
        if (!series.GetChildren().Any())
        {
            Problems.Add($"{series.Path} is missing: it is a list with at least one series, each with Id and Format.");
        }

        return new([.. series.GetChildren().Select(Series).OfType<SeriesDefinition>()], Policy(section.GetSection("Policy")));
    }

    private SeriesDefinition? Series(IConfigurationSection section)
    {
        if (!int.TryParse(section.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            Problems.Add($"{section.Path} is no item of a list; Series is a list, for the first one is the default: \"Series\": [ {{ \"Id\": \"{section.Key}\", … }} ].");
            return null;
        }

        Known(section, "Id", "Format", "Start", "Max", "Reset", "FiscalYearStartMonth", "DateOrder", "MaxLength", "Forms", "ValidFrom", "ValidUntil");
        var before = Problems.Count;
        var id = Needed<SeriesId>(section, "Id", SeriesId.TryCreate);
        var format = section["Format"];
        if (format is null)
        {
            Problems.Add($"{section.Path}:Format is missing: a format such as 'RL-{{seq:00000}}' is needed.");
        }

        var made = new SeriesDefinition(
            id!,
            format!,
            Number(section, "Start") ?? 1,
            Number(section, "Max"),
            Word<Reset>(section, "Reset") ?? default,
            Number(section, "FiscalYearStartMonth") ?? 1,
            Word<DateOrder>(section, "DateOrder") ?? default,
            Number(section, "MaxLength") ?? NumberingRules.Series.LongestNumber,
            Forms(section.GetSection("Forms")),
            Date(section, "ValidFrom"),
            Date(section, "ValidUntil"));
        return Problems.Count == before ? made : null;
    }

    private ValueList<SeriesForm> Forms(IConfigurationSection section)
    {
        List<SeriesForm> forms = [];
        foreach (var form in section.GetChildren())
        {
            if (Told(FormName.TryCreate(form.Key, out var name, out var problem, form.Path), problem) && form.Value is { } format)
            {
                forms.Add(new(name!, format));
            }
            else if (problem is null)
            {
                Problems.Add($"{form.Path} is no text: a form is a name with a format.");
            }
        }

        return [.. forms];
    }

    private PolicyChange? Policy(IConfigurationSection section)
    {
        if (!section.Exists())
        {
            return null;
        }

        Known(section, "Authority", "HomeNumber", "ImportedHomeNumber", "ImportSeries");
        return new(
            Word<Side>(section, "Authority"),
            Word<HomeNumberPolicy>(section, "HomeNumber"),
            Word<ImportedHomeNumberPolicy>(section, "ImportedHomeNumber"),
            section["ImportSeries"] is null ? null : Needed<SeriesId>(section, "ImportSeries", SeriesId.TryCreate));
    }

    /// <summary>Keys that nothing reads are mistakes, most often of spelling.</summary>
    private void Known(IConfiguration section, params string[] keys)
    {
        var unknown = section.GetChildren().Where(child => !keys.Contains(child.Key, StringComparer.OrdinalIgnoreCase));
        Problems.AddRange(unknown.Select(child => $"{child.Path} is no setting; there are {string.Join(", ", keys)}."));
    }

    private T? Needed<T>(IConfigurationSection section, string key, Maker<T> make) where T : class =>
        Told(make(section[key], out var made, out var problem, $"{section.Path}:{key}"), problem) ? made : null;

    private T? Word<T>(IConfigurationSection section, string key) where T : struct, Enum =>
        section[key] is { } text && Told(Name.TryCreate<T>(text, out var value, out var problem, $"{section.Path}:{key}"), problem) ? value : null;

    private DateOnly? Date(IConfigurationSection section, string key) =>
        section[key] is { } text && Told(DocumentDate.TryCreate(text, out var date, out var problem, $"{section.Path}:{key}"), problem) ? date : null;

    private long? Number(IConfigurationSection section, string key)
    {
        if (section[key] is not { } text)
        {
            return null;
        }

        return Told(long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number), $"{section.Path}:{key} '{text}' is no whole number from 0") ? number : null;
    }

    private bool Told(bool isSound, string? problem)
    {
        if (!isSound)
        {
            Problems.Add($"{problem}.");
        }

        return isSound;
    }
}
