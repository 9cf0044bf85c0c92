namespace NumberingRules.Testing;

/// <summary>A store or an ERP does not do what every one does: a fact does not hold.</summary>
public sealed class FactException : Exception
{
    /// <summary>An exception without particulars; the facts always give them.</summary>
    public FactException()
        : this("a fact does not hold")
    {
    }

    /// <summary>An exception that says what was expected and what was found.</summary>
    public FactException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with its cause.</summary>
    public FactException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
