namespace NumberingRules.Cli;

/// <summary>Exit statuses, as SPEC §9 has them.</summary>
internal static class ExitCode
{
    /// <summary>It ran; rejections are answers.</summary>
    internal const int Done = 0;

    /// <summary>A rejection under <c>--strict</c>, something asked for that is not there, or trouble of the machine.</summary>
    internal const int Rejected = 1;

    /// <summary>Input or arguments that cannot be read; nothing was applied.</summary>
    internal const int Malformed = 2;
}
