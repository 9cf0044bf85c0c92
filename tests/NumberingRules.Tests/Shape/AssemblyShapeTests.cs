using System.Reflection;
using System.Runtime.CompilerServices;

namespace NumberingRules.Tests.Shape;

/// <summary>The core is pure and its values are immutable: asserted of the compiled library.</summary>
public sealed class AssemblyShapeTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Assembly Core = typeof(Command).Assembly;
    private static readonly Type[] Written = [.. Core.GetTypes().Where(type => !IsCompilerMade(type))];
    private static readonly Type[] Exported = Core.GetExportedTypes();

    [Fact]
    public void The_core_references_the_runtime_and_nothing_else() =>
        Assert.All(Core.GetReferencedAssemblies(), reference => Assert.StartsWith("System.", reference.Name, StringComparison.Ordinal));

    [Fact]
    public void Every_type_is_sealed_or_abstract() =>
        Assert.All(Written, type => Assert.True(type.IsSealed || type.IsAbstract));

    [Fact]
    public void No_class_can_be_derived_from_outside() =>
        Assert.All(Exported.Where(type => type.IsClass && !type.IsSealed), type => Assert.True(IsClosed(type)));

    [Fact]
    public void The_namespace_is_flat() =>
        Assert.All(Exported, type => Assert.Equal(nameof(NumberingRules), type.Namespace));

    [Fact]
    public void No_field_can_be_changed_from_outside() =>
        Assert.All(
            Exported.SelectMany(type => type.GetFields(Declared)).Where(field => !field.IsPrivate && !field.IsAssembly && field.Name != "value__"),
            field => Assert.True(field.IsInitOnly || field.IsLiteral));

    [Fact]
    public void No_property_can_be_changed_from_outside() =>
        Assert.All(
            Exported.SelectMany(type => type.GetProperties(Declared)).Where(property => property.SetMethod is { IsPrivate: false }),
            property => Assert.Contains(typeof(IsExternalInit), property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers()));

    [Fact]
    public void Every_public_struct_is_readonly() =>
        Assert.All(
            Exported.Where(type => type.IsValueType && !type.IsEnum),
            type => Assert.True(type.IsDefined(typeof(IsReadOnlyAttribute))));

    [Fact]
    public void There_is_no_shared_state() =>
        Assert.All(
            Written.SelectMany(type => type.GetFields(Declared)).Where(field => field.IsStatic && !IsCompilerMade(field)),
            field => Assert.True(field.IsInitOnly || field.IsLiteral));

    private static bool IsClosed(Type type) =>
        Array.TrueForAll(type.GetConstructors(Declared), constructor => constructor.IsPrivate || constructor.IsFamilyAndAssembly || constructor.IsAssembly)
        || Array.Exists(type.GetMethods(BindingFlags.NonPublic | BindingFlags.Instance), method => method is { IsAbstract: true, IsAssembly: true });

    private static bool IsCompilerMade(MemberInfo member) =>
        member.IsDefined(typeof(CompilerGeneratedAttribute))
        || member.Name.StartsWith('<')
        || (member.DeclaringType is { } outer && IsCompilerMade(outer));
}
