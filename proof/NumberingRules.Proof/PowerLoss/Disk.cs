namespace NumberingRules.Proof.PowerLoss;

/// <summary>
/// What a disk may hold after a power loss, told from the acts of a process. The model:
/// <list type="bullet">
/// <item>What was written to a file before a sync of it began lasts once that sync has ended; nothing else does.</item>
/// <item>Every other write and change of length is there, lost, or torn between sectors, each by itself, so that later
/// ones may be there without earlier ones. Bytes that were not written do not change (SQLite's "powersafe overwrite").</item>
/// <item>A file's name lasts once a sync of its folder has ended that began after the file was created, and a removal
/// likewise; a sync of the file itself does not do it. For each name what was done reaches the folder in its order.</item>
/// <item>The shared memory (<c>-shm</c>) and the queue (<c>-turn</c>) are gone.</item>
/// </list>
/// Not in the model: a sector half written, bits that rot, a disk that says a sync is done and lies.
/// </summary>
internal sealed class Disk
{
    private readonly Dictionary<char, Inode?> _now = [];
    private readonly Dictionary<char, Inode?> _lasting = [];
    private readonly List<(int At, char Name, Inode? File)> _pending = [];
    private readonly Dictionary<(char, long), int> _syncing = [];
    private int _at;

    /// <summary>Takes an act in.</summary>
    /// <param name="act">The act.</param>
    /// <param name="lies">Whether a sync does nothing but say it is done: a fault planted in the disk.</param>
    internal void Take(Act act, bool lies = false)
    {
        _at++;
        switch (act.Kind)
        {
            case 'C':
                Rename(act.File, new());
                break;
            case 'U':
                Rename(act.File, null);
                break;
            case 'W' or 'T':
                _now[act.File]!.Pending.Add((_at, act));
                break;
            case 'B':
                _syncing[(act.File, act.Offset)] = _at;
                break;
            case 'E' when !lies:
                Last(act.File, _syncing[(act.File, act.Offset)]);
                break;
        }
    }

    /// <summary>The files as they may be found if the power goes now.</summary>
    internal IEnumerable<(char Name, Image File)> After(Survival survival)
    {
        foreach (var name in "dwj")
        {
            var acts = _pending.Where(act => act.Name == name).ToList();
            var reached = survival.Reached(acts.Count);
            if ((reached == 0 ? _lasting.GetValueOrDefault(name) : acts[reached - 1].File) is not { } inode)
            {
                continue;
            }

            var file = inode.Lasting.Copy();
            foreach (var (_, act) in inode.Pending)
            {
                survival.Lay(file, act);
            }

            yield return (name, file);
        }
    }

    private void Rename(char name, Inode? file)
    {
        _now[name] = file;
        _pending.Add((_at, name, file));
    }

    private void Last(char file, int began)
    {
        if (file == '/')
        {
            foreach (var (_, name, inode) in _pending.Where(act => act.At < began))
            {
                _lasting[name] = inode;
            }

            _pending.RemoveAll(act => act.At < began);
        }
        else if (_now.GetValueOrDefault(file) is { } inode)
        {
            var flush = new Survival(new(0), 100, 0, 512, false);
            foreach (var (_, act) in inode.Pending.Where(pending => pending.At < began))
            {
                flush.Lay(inode.Lasting, act);
            }

            inode.Pending.RemoveAll(pending => pending.At < began);
        }
    }

    private sealed class Inode
    {
        internal Image Lasting { get; } = new();

        internal List<(int At, Act Act)> Pending { get; } = [];
    }
}
