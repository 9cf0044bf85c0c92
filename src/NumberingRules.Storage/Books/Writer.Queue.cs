namespace NumberingRules.Storage;

/// <content>What the thread does: takes what is queued, and brings up look-up tables when nothing is.</content>
internal sealed partial class Writer
{
    // How long nothing has to come before look-up tables that are behind are brought up.
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(50);

    private void Work()
    {
        var stuck = false;
        while (true)
        {
            if (!_queued.Wait(_store.IsBehind && !stuck ? Idle : Timeout.InfiniteTimeSpan))
            {
                stuck = !CatchUp();
                continue;
            }

            var closed = WriteQueued();
            stuck = false;
            if (closed)
            {
                CatchUp();
                return;
            }
        }
    }

    /// <returns>Whether no more will come.</returns>
    private bool WriteQueued()
    {
        var closed = Take();
        while (_taken.Count > 0)
        {
            WriteBatch();
        }

        return closed;
    }

    /// <summary>Takes what has queued up.</summary>
    /// <returns>Whether no more will come.</returns>
    private bool Take()
    {
        bool closed;
        lock (_gate)
        {
            (_queue, _emptied, closed) = (_emptied, _queue, _closed);
        }

        foreach (var request in _emptied)
        {
            if (request.TryTake())
            {
                _taken.Enqueue(request);
            }
        }

        _emptied.Clear();
        return closed;
    }

    /// <returns>Whether that could be done; if not, there is no use in trying before more has come.</returns>
    private bool CatchUp()
    {
        try
        {
            if (_store.IsBehind)
            {
                _store.CatchUp();
            }

            return true;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Nothing is lost: whoever reads folds the entries behind the tables, and the next batch tries again.
            LogBehind(e);
            return false;
        }
    }
}
