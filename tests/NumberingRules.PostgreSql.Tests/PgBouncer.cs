using System.Diagnostics;
using System.Globalization;

namespace NumberingRules.PostgreSql.Tests;

/// <summary>A pooler in transaction mode before a server: each transaction may meet another session.</summary>
public sealed class PgBouncer : IDisposable
{
    private const int Sessions = 3;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "numbering-pgb-" + Guid.NewGuid().ToString("N")[..12]);
    private readonly Process _process;

    public PgBouncer(Server server)
    {
        Directory.CreateDirectory(_folder);
#pragma warning disable CA1416 // There is no PgBouncer of Debian's elsewhere.
        File.SetUnixFileMode(_folder, (UnixFileMode)0b111_111_111);
#pragma warning restore CA1416
        var settings = Path.Combine(_folder, "pgbouncer.ini");
        File.WriteAllText(settings, string.Create(CultureInfo.InvariantCulture, $"""
            [databases]
            * = host={server.Host} user=numbering_owner
            [pgbouncer]
            listen_addr =
            listen_port = 5432
            unix_socket_dir = {_folder}
            auth_type = any
            pool_mode = transaction
            default_pool_size = {Sessions}
            server_idle_timeout = 2
            ignore_startup_parameters = extra_float_digits
            """));
        _process = Process.Start(new ProcessStartInfo("sh", ["-c", $"exec {Server.CommandLine(Program!, settings)} > {_folder}/log 2>&1"]))!;
        while (!File.Exists(Path.Combine(_folder, ".s.PGSQL.5432")))
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"pgbouncer ended: {File.ReadAllText(Path.Combine(_folder, "log"))}");
            }

            Thread.Sleep(5);
        }
    }

    /// <summary>Where the program is; null where it is not.</summary>
    public static string? Program { get; } = Array.Find(["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer"], File.Exists);

    public string ConnectionTo(string database) => $"Host={_folder};Database={database};Username=anybody;No Reset On Close=true";

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
