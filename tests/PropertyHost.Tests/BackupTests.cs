using Microsoft.Data.Sqlite;

namespace PropertyHost.Tests;

/// <summary>The backup that <c>docs/hosting.md</c> recommends holds rows and numbers of one moment, though the host runs.</summary>
public sealed class BackupTests
{
    [Fact]
    public async Task Vacuum_into_a_file_while_the_host_writes_can_be_started_from()
    {
        using var town = await Town.StartAsync();
        var creating = Enumerable.Range(1, 30).Select(at => town.CreateAsync($"A{at}")).ToList();
        await creating[0];
        var backup = town.Database + ".backup";
        await using (var connection = new SqliteConnection($"Data Source={town.Database};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "VACUUM INTO $file";
            command.Parameters.AddWithValue("$file", backup);
            await command.ExecuteNonQueryAsync();
        }

        await Task.WhenAll(creating);
        town.KillHost();
        foreach (var left in new[] { "-wal", "-shm" })
        {
            File.Delete(town.Database + left);
        }

        File.Move(backup, town.Database, overwrite: true);
        await town.StartHostAsync();
        var list = await town.ListAsync();
        Assert.InRange(list.Count, 1, 30);
        Assert.All(list, shown => Assert.Equal($"Tenant of {shown.Id}", shown.Tenant));
        Assert.Equal(new(1, list.Count, list.Count, true), await town.SeriesAsync());
        Assert.Equal($"RL-{list.Count + 1:00000}", (await town.CreateAsync("B1")).Answer.Number);
    }
}
