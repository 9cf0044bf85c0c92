namespace NumberingRules.Proof.Fuzzing;

/// <summary>A reader of the library with the door through which inputs come, and what must hold of every one of them.</summary>
internal abstract class FuzzTarget
{
    internal abstract string Name { get; }

    /// <summary>What a fault is beside an exception that is no refusal, in one sentence: for the report.</summary>
    internal abstract string Oracle { get; }

    /// <summary>Texts that mean something to this reader.</summary>
    internal virtual IReadOnlyList<string> Words => [];

    internal abstract IEnumerable<byte[]> Seeds();

    /// <summary>Reads an input.</summary>
    /// <returns>What is wrong; null when the reader took it as it should or refused it as it says.</returns>
    internal abstract string? Fault(byte[] input);

    /// <summary>Makes a changed input fit again where otherwise nearly all would fail at the door.</summary>
    internal virtual byte[] Mended(byte[] input, Random chance) => input;
}
