namespace NumberingRules.Testing;

/// <summary>Something that every ERP does, seen through its adapter.</summary>
public sealed class ErpFact
{
    private readonly Func<ErpScene, Task> _check;

    internal ErpFact(string name, Func<ErpScene, Task> check) => (Name, _check) = (name, check);

    /// <summary>What it says.</summary>
    public string Name { get; }

    /// <summary>Checks it.</summary>
    /// <param name="stage">An ERP without records, and its adapter; it is not disposed of here.</param>
    /// <exception cref="FactException">It does not hold.</exception>
    public async Task CheckAsync(ErpStage stage)
    {
        ArgumentNullException.ThrowIfNull(stage);
        var scene = await ErpScene.OpenAsync(stage).ConfigureAwait(false);
        await using (scene.ConfigureAwait(false))
        {
            await _check(scene).ConfigureAwait(false);
        }
    }

    /// <inheritdoc cref="Name"/>
    public override string ToString() => Name;
}
