namespace NumberingRules.Storage;

/// <summary>What to say when a book makes the rules stumble: nothing that was decided here can, but rows may have been damaged since.</summary>
internal static class Damage
{
    /// <summary>Throws what verify says of the book; returns when that is sound, so that the mistake is somebody else's.</summary>
    /// <exception cref="StoreException"><see cref="StoreTrouble.Damaged"/>.</exception>
    internal static void Tell(StoreSession session, string book, Exception stumbled)
    {
        if (session.Verify(book, null).Fault is { } fault)
        {
            throw new StoreException(StoreTrouble.Damaged, $"book '{book}' is damaged: {fault.What.TrimEnd('.')}. Restore a backup, or rebuild if only look-up tables are hit", stumbled);
        }
    }
}
