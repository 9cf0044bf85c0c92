using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace NumberingRules.Tests.Docs;

/// <summary>What the library says of its own types, from the documentation file the compiler writes.</summary>
internal static partial class Summaries
{
    private static readonly Dictionary<string, XElement> Members = XDocument
        .Load(Path.Combine(AppContext.BaseDirectory, "NumberingRules.xml"))
        .Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value);

    internal static string Of(Type type) => Plain(Members[$"T:{type.FullName!.Replace('+', '.')}"].Element("summary")!);

    internal static string Of<T>(T value) where T : struct, Enum => Plain(Members[$"F:{typeof(T).FullName}.{value}"].Element("summary")!);

    /// <summary>The fields of a command or event, in the order of its widest constructor; ? marks those that may be left out.</summary>
    internal static string Fields(Type type)
    {
        var nullability = new NullabilityInfoContext();
        var parameters = type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)?.GetParameters() ?? [];
        return string.Join(", ", parameters.Select(parameter =>
            Field(parameter.Name!) + (IsOptional(nullability, parameter) ? "?" : "")));
    }

    private static bool IsOptional(NullabilityInfoContext nullability, ParameterInfo parameter) =>
        parameter.HasDefaultValue || nullability.Create(parameter).WriteState == NullabilityState.Nullable;

    private static string Plain(XElement element) => Space().Replace(
        string.Concat(element.Nodes().Select(node => node switch
        {
            XElement { Name.LocalName: "paramref" } parameter => $"`{Field(parameter.Attribute("name")!.Value)}`",
            XElement { Name.LocalName: "see" } reference => $"`{reference.Attribute("cref")!.Value.Split('.', ':')[^1]}`",
            XElement other => $"`{other.Value}`",
            _ => node.ToString(),
        })).Trim(),
        " ");

    private static string Field(string parameter) => $"{char.ToLowerInvariant(parameter[0])}{parameter[1..]}";

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
