using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NumberingRules.Intacct;

namespace NumberingRules.Cli;

/// <summary><c>numbering intacct check</c>.</summary>
internal static class IntacctVerb
{
    private const string Names = "INTACCT_CLIENT_ID, INTACCT_CLIENT_SECRET and INTACCT_USER (user@company)";

    internal static System.CommandLine.Command Create() => new("intacct", """
        Asks a company in Sage Intacct, best a sandbox, whether it does what the adapter relies on.

        Example:
          numbering intacct check
        """) { Check() };

    private static System.CommandLine.Command Check()
    {
        var address = new Option<string>("--address") { Description = "where the REST API answers, with a slash at its end; Sage's own address if left out" };
        var entity = new Option<string>("--entity") { Description = "the entity, of a company that has several" };
        var field = new Option<string>("--field") { Description = "the field of the AR invoice that carries the invoice id; nsp::HOME_INVOICE_ID if left out" };
        var write = new Option<bool>("--write") { Description = "makes one draft, and deletes it; needs --customer and --account" };
        var customer = new Option<string>("--customer") { Description = "the id of a customer, for that draft" };
        var account = new Option<string>("--account") { Description = "the id of a general ledger account, for that draft" };
        var location = new Option<string>("--location") { Description = "the id of a location, for that draft; companies with several entities need one" };
        var json = Options.Json("one object for each line");
        var verb = new System.CommandLine.Command("check", $$"""
            Reads only, unless --write is given. Names and secret come from {{Names}}, and are never printed. Exit status 1 if something does not hold.

            Example:
              numbering intacct check
              numbering intacct check --write --customer C-77 --account 4000 --location 10
            """) { address, entity, field, write, customer, account, location, json };
        verb.Validators.Add(result =>
        {
            if (result.GetValue(write) && (result.GetValue(customer) is null || result.GetValue(account) is null))
            {
                result.AddError("--write makes a draft: say with --customer and --account of what");
            }
        });
        verb.SetAction(async (parsed, cancellation) =>
        {
            await using var services = new ServiceCollection().AddIntacctOf(options =>
            {
                options.Address = parsed.GetValue(address) is not { } text ? options.Address
                    : Uri.TryCreate(text, UriKind.Absolute, out var given) ? given : throw new MalformedException("--address", $"'{Printable.Short(text)}' is no address; write it as https://api.intacct.com/ia/api/v1/");
                options.Entity = parsed.GetValue(entity);
                options.HomeIdField = parsed.GetValue(field) ?? options.HomeIdField;
            }).BuildServiceProvider();
            var draft = parsed.GetValue(write) ? new CheckDraft(parsed.GetValue(customer)!, parsed.GetValue(account)!, parsed.GetValue(location)) : null;
            var lines = await new IntacctCheck(services.GetRequiredService<IntacctConnection>().Client, TimeProvider.System).RunAsync(draft, cancellation);
            if (parsed.GetValue(json))
            {
                Output.AsJson(report => report.WriteEach(lines, Write));
            }
            else
            {
                using var output = Output.Open();
                using var text = Output.Text(output);
                PlainTable.Write(text, ["fact", "what the adapter relies on", "holds", "seen"], lines.Select(static line => new[] { line.Fact, line.What, Word(line.Holds), line.Said }));
                text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{lines.Count(static line => line.Holds == true)} hold, {lines.Count(static line => line.Holds == false)} do not, {lines.Count(static line => line.Holds is null)} cannot be told. docs/intacct.md says what each means."));
            }

            return lines.Any(static line => line.Holds == false) ? ExitCode.Rejected : ExitCode.Done;
        });
        return verb;
    }

    private static void Write(Utf8JsonWriter json, CheckLine line)
    {
        json.WriteString("fact", line.Fact);
        json.WriteString("what", line.What);
        if (line.Holds is { } holds)
        {
            json.WriteBoolean("holds", holds);
        }
        else
        {
            json.WriteNull("holds");
        }

        json.WriteString("seen", line.Said);
    }

    private static string Word(bool? holds) => holds switch
    {
        true => "yes",
        false => "NO",
        null => "?",
    };

    private static ServiceCollection AddIntacctOf(this ServiceCollection services, Action<IntacctOptions> configure)
    {
        try
        {
            services.AddIntacct(options =>
            {
                (options.ClientId, options.ClientSecret, options.User) = (Of("INTACCT_CLIENT_ID"), Of("INTACCT_CLIENT_SECRET"), Of("INTACCT_USER"));
                configure(options);
            });
            return services;
        }
        catch (ArgumentException e)
        {
            throw new MalformedException("intacct check", $"{e.Message.Split(" (Parameter")[0]}; set {Names}");
        }

        static string Of(string variable) => Environment.GetEnvironmentVariable(variable) ?? "";
    }
}
