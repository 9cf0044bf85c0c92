namespace NumberingRules;

/// <summary>What a <see cref="Command.Redate"/> says of the form: nothing (<c>default</c>: it stays), the default form, or a form by name.</summary>
public readonly record struct FormChoice
{
    private FormChoice(FormName? name)
    {
        Name = name;
        IsGiven = true;
    }

    /// <summary>The default form, which has no name.</summary>
    public static FormChoice DefaultForm { get; } = new(null);

    /// <summary>Whether anything is said.</summary>
    public bool IsGiven { get; }

    /// <summary>The name of the form; null for the default form, and when nothing is said.</summary>
    public FormName? Name { get; }

    /// <summary>Asks for a form by name.</summary>
    public static FormChoice FromFormName(FormName name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new(name);
    }

    /// <summary>Lets a name stand for its form; null says nothing.</summary>
    public static implicit operator FormChoice(FormName? name) => name is null ? default : new(name);

    /// <summary>Lets a literal stand for the form of that name; null says nothing.</summary>
    /// <exception cref="ArgumentException"><see cref="Identifier.Problem"/> has something to say about the text.</exception>
    public static implicit operator FormChoice(string? name) => name is null ? default : new(name);

    /// <summary>The form of that name, for languages without implicit conversions.</summary>
    /// <exception cref="ArgumentException"><see cref="Identifier.Problem"/> has something to say about the text.</exception>
    public static FormChoice FromString(string name) => FromFormName(name);
}
