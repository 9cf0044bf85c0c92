using System.Text.Json;

namespace NumberingRules.Proof.Mutation;

/// <summary>Why mutants that live change nothing that anybody could see: one argument for each, kept beside the script.</summary>
internal sealed class Arguments
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNameCaseInsensitive = true, ReadCommentHandling = JsonCommentHandling.Skip };

    private readonly Dictionary<(string File, string Change), string> _all;

    private Arguments(IEnumerable<Argument> all) => _all = all.ToDictionary(one => (one.File, one.Change), one => one.Why);

    internal static Arguments Read(string path) => new(JsonSerializer.Deserialize<Argument[]>(File.ReadAllBytes(path), Options)!);

    internal string? For(Mutant mutant) => _all.GetValueOrDefault((mutant.File, mutant.Change));

    /// <summary>Arguments about changes that no mutant makes that lived, or timed out on a busy machine: the code has moved on, or a test has been written.</summary>
    internal IEnumerable<string> WithoutMutant(IEnumerable<Mutant> living, IReadOnlySet<string> files) =>
        _all.Keys.Where(key => files.Contains(key.File)).Except(living.Select(mutant => (mutant.File, mutant.Change)))
            .Select(key => $"{key.File}: {key.Change}");
}
