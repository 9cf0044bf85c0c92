using System.CommandLine;
using NumberingRules.PostgreSql;

namespace NumberingRules.Cli;

/// <summary><c>numbering schema</c>.</summary>
internal static class SchemaVerb
{
    internal static System.CommandLine.Command Create()
    {
        var postgres = new Option<bool>("--postgres") { Description = "for PostgreSQL; SQLite files need none" };
        var schema = new Option<string>("--schema") { Description = "the schema that holds the tables", HelpName = "NAME", DefaultValueFactory = static _ => new PostgreSqlStoreOptions().Schema };
        var verb = new System.CommandLine.Command("schema", """
            Prints the SQL that makes the tables, for a database administrator; whoever may make tables needs it not.

            Example:
              numbering schema --postgres | psql books
            """) { postgres, schema };
        verb.Validators.Add(result =>
        {
            if (!result.GetValue(postgres))
            {
                result.AddError("Name the kind of database: --postgres.");
            }
        });
        verb.SetAction(parsed =>
        {
            var name = parsed.GetRequiredValue(schema);
            if (new PostgreSqlStoreOptions { Schema = name }.Problem() is { } problem)
            {
                throw new MalformedException("--schema", problem);
            }

            using var output = Output.Open();
            using var text = Output.Text(output);
            text.Write(PostgreSqlStore.Script(name));
            return ExitCode.Done;
        });
        return verb;
    }
}
