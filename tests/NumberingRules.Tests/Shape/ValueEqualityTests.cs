namespace NumberingRules.Tests.Shape;

/// <summary>Commands and events are values: equal when every field is, different when one is not.</summary>
public sealed class ValueEqualityTests
{
    public static TheoryData<Type> Cases => [.. Samples.CasesOf(typeof(Command)).Concat(Samples.CasesOf(typeof(Event)))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Made_of_equal_parts_they_are_equal(Type type)
    {
        var (one, same) = (Samples.Make(type), Samples.Make(type));
        Assert.NotSame(one, same);
        Assert.Equal(one, same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.Equal(one.ToString(), same.ToString());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void With_one_part_changed_they_differ(Type type) =>
        Assert.All(
            Enumerable.Range(0, Samples.PlacesOf(type).Count),
            at => Assert.NotEqual(Samples.Make(type), Samples.Make(type, otherAt: at)));

    [Fact]
    public void Cases_with_equal_fields_differ_by_kind() =>
        Assert.Equal(Samples.Commands.Count, Samples.Commands.Distinct().Count());

    [Fact]
    public void A_list_is_equal_to_one_with_equal_items_in_the_same_order()
    {
        ValueList<int> list = [1, 2, 3];
        Assert.Equal([1, 2, 3], list);
        Assert.True(list == ValueList.Create([1, 2, 3]) && !(list != [1, 2, 3]));
        Assert.Equal(list.GetHashCode(), ValueList.Create([1, 2, 3]).GetHashCode());
        Assert.True(list != [1, 3, 2] && list != [1, 2] && list != [1, 2, 3, 4] && list != default);
        Assert.Equal("[1, 2, 3]", list.ToString());
    }

    [Fact]
    public void The_default_list_is_empty()
    {
        ValueList<string> none = default;
        Assert.Empty(none);
        Assert.True(none == [] && none.AsSpan().IsEmpty);
        Assert.Equal(none.GetHashCode(), ((ValueList<string>)[]).GetHashCode());
        Assert.Equal(["a"], none.Add("a"));
        Assert.Equal("[]", none.ToString());
    }

    [Fact]
    public void Adding_leaves_the_list_as_it_was()
    {
        ValueList<int> list = [1];
        Assert.Equal([1, 2], list.Add(2));
        Assert.Equal([1], list);
    }
}
