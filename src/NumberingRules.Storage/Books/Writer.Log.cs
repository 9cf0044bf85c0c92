using Microsoft.Extensions.Logging;

namespace NumberingRules.Storage;

/// <content>What is logged.</content>
internal sealed partial class Writer
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "A batch could not be written together and is written command by command.")]
    private partial void LogTrouble(Exception trouble);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The look-up tables could not be brought up to the journal; they are tried again.")]
    private partial void LogBehind(Exception trouble);
}
