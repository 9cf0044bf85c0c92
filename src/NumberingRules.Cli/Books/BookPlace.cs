using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace NumberingRules.Cli;

/// <summary>Where books are kept, as <c>--book</c> says it: an SQLite file or a PostgreSQL database.</summary>
internal abstract partial class BookPlace
{
    private const string DefaultSchema = "numbering";

    private BookPlace()
    {
    }

    /// <summary>The place as messages show it: without a password, and such that it can be given to <c>--book</c> again.</summary>
    internal abstract string Shown { get; }

    /// <summary>Reads what was given. A file whose name looks like a connection string is written <c>./Host=…</c>.</summary>
    /// <exception cref="MalformedException">It is neither; the message repeats nothing of a connection string.</exception>
    internal static BookPlace Of(string option, string text) =>
        string.IsNullOrWhiteSpace(text) ? throw new MalformedException(option, "names no file and no database")
        : Address().IsMatch(text) ? Database.OfAddress(option, text)
        : Keys().IsMatch(text) ? Database.OfKeys(option, text)
        : new SqliteFile(text);

    /// <summary>A message without the passwords of connection strings among the arguments, whatever repeated them.</summary>
    internal static string WithoutPasswords(string message, IEnumerable<string> arguments)
    {
        foreach (var argument in arguments)
        {
            var text = argument.StartsWith("--", StringComparison.Ordinal) && argument.IndexOf('=', StringComparison.Ordinal) is var sign and > 0 ? argument[(sign + 1)..] : argument;
            if (Address().IsMatch(text) || Keys().IsMatch(text))
            {
                try
                {
                    var database = (Database)Of("", text);
                    message = message.Replace(text, database.Shown, StringComparison.Ordinal);
                    foreach (var password in Database.PasswordsIn(text).Append(database.Connection.Password).Where(static one => !string.IsNullOrEmpty(one)))
                    {
                        message = message.Replace(password!, "…", StringComparison.Ordinal);
                    }
                }
                catch (MalformedException)
                {
                    message = message.Replace(text, "(a connection string)", StringComparison.Ordinal);
                }
            }
        }

        return message;
    }

    // Other drivers' addresses too: they are refused without being repeated.
    [GeneratedRegex(@"^\s*(\w+:)?postgres(ql)?(\+\w+)?:", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Address();

    // A user or a password without a server is no file's name either.
    [GeneratedRegex(@"(^|;)\s*(host|server|user ?name|user ?id|password|pwd)\s*=", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Keys();

    /// <summary>An SQLite file.</summary>
    internal sealed class SqliteFile(string path) : BookPlace
    {
        internal string Path { get; } = path;

        internal override string Shown => Path;

        // SQLite would take these for something else than a file's name.
        internal string Literal =>
            Path.StartsWith(':') || Path.StartsWith('|') || Path.StartsWith("file:", StringComparison.OrdinalIgnoreCase) ? $"./{Path}" : Path;
    }

    /// <summary>A PostgreSQL database and the schema that holds the tables.</summary>
    internal sealed partial class Database(NpgsqlConnectionStringBuilder connection, string schema) : BookPlace
    {
        private const string Forms = "write postgres://user@server/database, or Host=…;Username=…;Database=…, with the password in PGPASSWORD or a file named by PGPASSFILE";

        internal NpgsqlConnectionStringBuilder Connection { get; } = connection;

        internal string Schema { get; } = schema;

        internal override string Shown
        {
            get
            {
                var folder = Connection.Host!.StartsWith('/');
                var server = folder ? "" : Connection.Host.Contains(':', StringComparison.Ordinal) && !Connection.Host.Contains(',', StringComparison.Ordinal) && !Connection.Host.StartsWith('[') ? $"[{Connection.Host}]" : Connection.Host;
                List<string> more = [];
                if (folder)
                {
                    more.Add("host=" + Uri.EscapeDataString(Connection.Host).Replace("%2F", "/", StringComparison.Ordinal));
                }

                if (Schema != DefaultSchema)
                {
                    more.Add("schema=" + Uri.EscapeDataString(Schema));
                }

                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"postgres://{(Connection.Username is { } user ? Uri.EscapeDataString(user) + "@" : "")}{server}{(Connection.Port == NpgsqlConnection.DefaultPort || folder ? "" : $":{Connection.Port}")}/{Uri.EscapeDataString(Connection.Database ?? "")}{(more.Count > 0 ? "?" + string.Join('&', more) : "")}");
            }
        }

        internal static Database OfAddress(string option, string text)
        {
            var match = Parts().Match(text.Trim());
            if (!match.Success)
            {
                throw new MalformedException(option, "is no address of a database; " + Forms);
            }

            List<(string Key, string Value)> pairs = [];
            Add("user", match.Groups["user"]);
            Add("password", match.Groups["password"]);
            Add("host", match.Groups["host"]);
            Add("port", match.Groups["port"]);
            Add("dbname", match.Groups["database"]);
            foreach (var pair in match.Groups["more"].Value.Split('&', StringSplitOptions.RemoveEmptyEntries))
            {
                var sign = pair.IndexOf('=', StringComparison.Ordinal);
                pairs.Add((Decoded(sign < 0 ? pair : pair[..sign]), sign < 0 ? "" : Decoded(pair[(sign + 1)..])));
            }

            return Of(option, pairs.Select(static pair => (KeyOf(pair.Key), KeyOf(pair.Key) is "SSL Mode" ? pair.Value.Replace("-", "", StringComparison.Ordinal) : pair.Value)));

            void Add(string key, Group group)
            {
                if (group.Length > 0)
                {
                    pairs.Add((key, Decoded(group.Value)));
                }
            }
        }

        internal static Database OfKeys(string option, string text)
        {
            DbConnectionStringBuilder pairs = [];
            try
            {
                pairs.ConnectionString = text;
            }
            catch (ArgumentException)
            {
                throw new MalformedException(option, "is no connection string, for a quotation mark or an equals sign is missing; " + Forms);
            }

            return Of(option, pairs.Keys.Cast<string>().Select(key => (key, Convert.ToString(pairs[key], CultureInfo.InvariantCulture) ?? "")));
        }

        private static Database Of(string option, IEnumerable<(string Key, string Value)> pairs)
        {
            // Nothing is left in a session and nothing is prepared by name, so a pooler in transaction mode does no harm.
            var connection = new NpgsqlConnectionStringBuilder { NoResetOnClose = true };
            var schema = DefaultSchema;
            var number = 0;
            foreach (var (key, value) in pairs)
            {
                number++;
                if (key.Equals("schema", StringComparison.OrdinalIgnoreCase))
                {
                    schema = value;
                    continue;
                }

                try
                {
                    connection[key] = value;
                }
                catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or InvalidCastException)
                {
                    // A password with a semicolon comes apart into keys: nothing of it may be shown.
                    throw new MalformedException(option, string.Create(
                        CultureInfo.InvariantCulture, $"holds a setting (the {number}. of the connection string) that is unknown or has a value it cannot have; a value with ; or = in it belongs in quotation marks, in an address it is written with %; {Forms}"));
                }
            }

            return connection.Host is { Length: > 0 }
                ? new Database(connection, schema)
                : throw new MalformedException(option, "names no server; " + Forms);
        }

        /// <summary>The password of an address as it is written there.</summary>
        internal static IEnumerable<string?> PasswordsIn(string text) => Parts().Match(text.Trim()) is { Success: true } match ? [match.Groups["password"].Value] : [];

        private static string Decoded(string text) => Uri.UnescapeDataString(text);

        // As psql and other clients name them in an address.
        private static string KeyOf(string key) => key switch
        {
            "user" => "Username",
            "password" => "Password",
            "host" => "Host",
            "port" => "Port",
            "dbname" => "Database",
            "sslmode" => "SSL Mode",
            "sslrootcert" => "Root Certificate",
            "sslcert" => "SSL Certificate",
            "sslkey" => "SSL Key",
            "connect_timeout" => "Timeout",
            "application_name" => "Application Name",
            "target_session_attrs" => "Target Session Attributes",
            "passfile" => "Passfile",
            "options" => "Options",
            _ => key,
        };

        // The last @ ends the password: people forget to write one in it as %40.
        [GeneratedRegex(
            @"^postgres(ql)?://((?<user>[^:@/?]*)(:(?<password>.*))?@)?((?<host>\[[^\]]*\]|[^:/?@,]*)(:(?<port>\d+))?|(?<host>[^/?@]*,[^/?@]*))(/(?<database>[^?@]*))?(\?(?<more>[^@]*))?$",
            RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
        private static partial Regex Parts();
    }
}
