using System.Globalization;
using NumberingRules.CrashHost;

// The tests kill this program. What it says on its output it must have kept; what it says on its error output is a bug.
try
{
    switch (args)
    {
        case ["writer", var place, var seed]:
            await WriterMode.RunAsync(place, Number(seed));
            return 0;
        case ["host", var file, var seed]:
            await HostMode.RunAsync(file, Number(seed));
            return 0;
        case ["hammer", var file, var name, var seconds]:
            return await HammerMode.RunAsync(file, name, TimeSpan.FromSeconds(Number(seconds)));
        case ["hold", var file, var seconds]:
            HoldMode.Run(file, TimeSpan.FromSeconds(Number(seconds)));
            return 0;
        case ["turn", var file, var seconds]:
            HoldMode.TakeTurn(file, TimeSpan.FromSeconds(Number(seconds)));
            return 0;
        default:
            await Console.Error.WriteLineAsync("writer FILE|CONNECTION SEED | host FILE SEED | hammer FILE NAME SECONDS | hold FILE SECONDS | turn FILE SECONDS");
            return 2;
    }
}
#pragma warning disable CA1031 // Whatever it is, the test wants to read it.
catch (Exception e)
#pragma warning restore CA1031
{
    await Console.Error.WriteLineAsync(e.ToString());
    return 1;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
