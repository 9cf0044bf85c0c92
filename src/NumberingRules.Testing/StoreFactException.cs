namespace NumberingRules.Testing;

/// <summary>A store does not do what every store does.</summary>
public sealed class StoreFactException : Exception
{
    /// <summary>An exception without particulars; the facts always give them.</summary>
    public StoreFactException()
        : this("a fact does not hold")
    {
    }

    /// <summary>An exception that says what was expected and what was found.</summary>
    public StoreFactException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with its cause.</summary>
    public StoreFactException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
