using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace NumberingRules.PostgreSql.Tests;

/// <summary>A PostgreSQL server of the tests' own: a new cluster in a temporary folder, reached by a socket in it, flushing as by default.</summary>
public sealed class Server : IDisposable
{
    private const string Owner = "numbering_owner";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "numbering-pg-" + Guid.NewGuid().ToString("N")[..12]);
    private int _databases;

    public Server()
        : this(null)
    {
    }

    private Server(Server? primary)
    {
        try
        {
            if (primary is null)
            {
                // The language of the databases sorts otherwise than bytes do, so that a forgotten collation is noticed.
                Run("initdb", "-D", Data, "-A", "trust", "-U", Owner, "-E", "UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=de");
            }
            else
            {
                Run("pg_basebackup", "-D", Data, "-h", primary._folder, "-U", Owner, "-R", "-c", "fast");
            }

            Start();
        }
        catch
        {
            Remove();
            throw;
        }
    }

    /// <summary>The folder of PostgreSQL's programs, the newest there is; null where there are none.</summary>
    public static string? Programs { get; } = FindPrograms();

    private string Data => Path.Combine(_folder, "data");

    /// <summary>The first of its processes; the others are its children.</summary>
    public int ProcessId => int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>Its version.</summary>
    public string Version => File.ReadAllText(Path.Combine(Data, "PG_VERSION")).Trim();

    /// <summary>The folder of its socket.</summary>
    public string Host => _folder;

    /// <summary>Where connections to a database of a role come from.</summary>
    public string ConnectionTo(string database, string role = Owner) =>
        string.Create(CultureInfo.InvariantCulture, $"Host={_folder};Database={database};Username={role};Maximum Pool Size=200");

    /// <summary>Makes a new, empty database.</summary>
    public string NewDatabase()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"books_{Interlocked.Increment(ref _databases)}");
        Execute("postgres", "CREATE DATABASE " + name);
        return name;
    }

    /// <summary>A new database with what another holds, by a dump that is made while others may write.</summary>
    public string NewDatabaseFromDump(string database, params string[] options)
    {
        var restored = NewDatabase();
        var dump = Path.Combine(_folder, restored + ".sql");
        Run("pg_dump", ["-h", _folder, "-U", Owner, "-f", dump, .. options, database]);
        Run("psql", "-h", _folder, "-U", Owner, "-q", "-v", "ON_ERROR_STOP=1", "-f", dump, restored);
        return restored;
    }

    public void Execute(string database, string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionTo(database) + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>A server that follows this one and only reads.</summary>
    public Server NewStandby() => new(this);

    /// <summary>Makes a standby the primary.</summary>
    public void Promote() => Run("pg_ctl", "-D", Data, "-w", "-s", "promote");

    /// <summary>Waits until a standby has what its primary has.</summary>
    public async Task CaughtUpAsync(Server primary)
    {
        var there = Ask(primary, "SELECT pg_current_wal_lsn()::text");
        while (!Equals(Ask(this, $"SELECT pg_last_wal_replay_lsn() >= '{there}'::pg_lsn"), true))
        {
            await Task.Delay(5);
        }

        static object? Ask(Server server, string sql)
        {
            using var connection = new NpgsqlConnection(server.ConnectionTo("postgres") + ";Pooling=false");
            connection.Open();
            using var command = new NpgsqlCommand(sql, connection);
            return command.ExecuteScalar();
        }
    }

    public void Start() => Run("pg_ctl", "-D", Data, "-w", "-s", "-l", Path.Combine(_folder, "log"), "-o", $"-k {_folder} -c listen_addresses='' -c max_connections=250", "start");

    public void Stop(string how) => Run("pg_ctl", "-D", Data, "-w", "-s", "-m", how, "stop");

    public void Dispose()
    {
        try
        {
            if (File.Exists(Path.Combine(Data, "postmaster.pid")))
            {
                Stop("immediate");
            }
        }
        finally
        {
            Remove();
        }
    }

    private void Remove()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static string? FindPrograms()
    {
        string[] places = Directory.Exists("/usr/lib/postgresql")
            ? [.. Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(static version => Path.Combine(version, "bin"))]
            : [];
        return places.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .FirstOrDefault(static place => File.Exists(Path.Combine(place, "initdb")) && File.Exists(Path.Combine(place, "pg_ctl")));
    }

    /// <summary>A command line under the account that owns the servers: they refuse to run as root.</summary>
    internal static string CommandLine(params IEnumerable<string> words) => string.Join(
        ' ',
        (Environment.UserName == "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : Array.Empty<string>())
            .Concat(words).Select(static word => "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'"));

    private static void Run(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs ?? throw new InvalidOperationException("PostgreSQL's programs are not on this machine"), program);

        // The server lives on with what it inherits, so it must not be waited for through a pipe of its output.
        var output = Path.GetTempFileName();
        try
        {
            using var process = Process.Start(new ProcessStartInfo("sh", ["-c", $"{CommandLine([path, .. arguments])} > {output} 2>&1"]) { WorkingDirectory = Path.GetTempPath() })!;
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"{program} failed: {File.ReadAllText(output)}");
            }
        }
        finally
        {
            File.Delete(output);
        }
    }
}
