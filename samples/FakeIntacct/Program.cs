// An ERP that answers as Sage Intacct's REST API is published to. See README.md.
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FakeIntacct;

var (port, settings) = (5103, new FakeSettings());
for (var at = 0; at < args.Length; at += 2)
{
    var value = args.ElementAtOrDefault(at + 1);
    try
    {
        (port, settings) = args[at] switch
        {
            "--port" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 65535 => (number, settings),
            "--settings" when value is not null => (port, settings.With(JsonNode.Parse(await File.ReadAllTextAsync(value))!.AsObject())),
            _ => throw new ArgumentException($"{args[at]} {value} is not understood."),
        };
    }
    catch (Exception wrong) when (wrong is ArgumentException or IOException or JsonException or InvalidOperationException)
    {
        await Console.Error.WriteLineAsync($"{wrong.Message}{Environment.NewLine}Usage: FakeIntacct [--port N] [--settings FILE]; N is 0 for any free port, FILE is JSON as POST /_fake/settings takes it.");
        return 2;
    }
}

await using var server = await FakeIntacctServer.StartAsync(settings, port, log: true);
Console.WriteLine($"FakeIntacct: API {server.Api}, test controls {new Uri(server.Address, "/_fake/")}");
await server.WaitForShutdownAsync();
return 0;
