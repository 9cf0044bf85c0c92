using System.Reflection;

namespace NumberingRules.Tests.Shape;

/// <summary>Commands and events are closed unions: these cases and no others, each with a name of its own.</summary>
public sealed class UnionTests
{
    [Theory]
    [InlineData(typeof(Command), typeof(Command.OnInvoice))]
    [InlineData(typeof(Event), typeof(Event.OnInvoice))]
    public void A_union_is_closed(Type union, Type onInvoice)
    {
        Type[] cases = [.. union.Assembly.GetTypes().Where(union.IsAssignableFrom).Where(type => type != union && type != onInvoice)];
        Assert.NotEmpty(cases);
        Assert.All(cases, one => Assert.True(one.IsSealed && one.DeclaringType == union && (one.BaseType == union || one.BaseType == onInvoice), one.Name));
        Assert.All([union, onInvoice], type => Assert.True(type.IsAbstract));
        Assert.All(Constructors(union).Where(constructor => !Copies(constructor)), constructor => Assert.True(constructor.IsPrivate));
        Assert.All(Constructors(onInvoice), constructor => Assert.False(constructor.IsPublic));
        Assert.Contains(union.GetMethods(BindingFlags.NonPublic | BindingFlags.Instance), method => method is { IsAbstract: true, IsAssembly: true });
    }

    [Fact]
    public void The_commands_are_those_of_the_specification() => Assert.Equal(
        Words("""
            open setPolicy addSeries closeSeries advance connect interrupt disconnect recover
            create redate submit withdraw approve void number
            send resend lose refuse unlink relink
            import confirm release reinstate
            together
            """),
        Samples.Commands.Select(command => command.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void The_events_are_those_that_journals_hold() => Assert.Equal(
        Words("""
            opened policySet seriesAdded seriesClosed advanced connected interrupted disconnected recovered erased
            created imported redated submitted withdrawn approved voided reinstated issued
            sent lost refused unlinked relinked
            recordAdded recordChanged recordReplaced recordReleased
            """),
        Samples.Events.Select(happened => happened.Name).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Words(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal);

    private static ConstructorInfo[] Constructors(Type type) =>
        type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance);

    private static bool Copies(ConstructorInfo constructor) =>
        constructor.GetParameters() is [var only] && only.ParameterType == constructor.DeclaringType;
}
