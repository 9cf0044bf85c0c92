namespace NumberingRules.Sqlite;

/// <summary>
/// The place of the next writer. SQLite's lock goes to whoever asks at the right moment, so a busy process could keep it
/// for ever; here only the one whose turn is next asks for it, and who has just written queues behind it.
/// </summary>
/// <remarks>A byte of a file beside the database is locked for the time of waiting. A process that dies gives it back.</remarks>
internal sealed class SqliteTurn : IDisposable
{
    private readonly FileStream? _file;

    internal SqliteTurn(string database)
    {
        try
        {
            _file = new(database + "-turn", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            if (!OperatingSystem.IsWindows())
            {
                // Who may write the database may take turns.
                File.SetUnixFileMode(_file.SafeFileHandle, File.GetUnixFileMode(database));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The file may be another user's; where none can be made nobody writes either, and the database itself says so.
        }
    }

    internal bool TryTake()
    {
        if (_file is null || !(OperatingSystem.IsLinux() || OperatingSystem.IsWindows()))
        {
            return true;
        }

        try
        {
            _file.Lock(0, 1);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    internal void GiveBack()
    {
        if (_file is not null && (OperatingSystem.IsLinux() || OperatingSystem.IsWindows()))
        {
            _file.Unlock(0, 1);
        }
    }

    public void Dispose() => _file?.Dispose();
}
