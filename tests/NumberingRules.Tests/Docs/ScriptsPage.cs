using System.Globalization;
using System.Text;
using NumberingRules.Tests.Shape;

namespace NumberingRules.Tests.Docs;

/// <summary>How to write a script, and what happens in a book: every command and event with its fields.</summary>
internal static class ScriptsPage
{
    internal static string Scripts()
    {
        var text = new StringBuilder("""
            # Scripts

            `numbering run SCRIPT` applies a script to a book in memory, or with `--book FILE` to one that is kept
            ([tool.md](tool.md)); `-` reads standard input. A script is UTF-8 JSON Lines: one
            command per line, its name in `do`, its fields beside it. Blank lines and lines that begin with `#` are skipped.

            ```
            {"do":"open","series":[{"id":"rl","format":"RL-{seq:00000}"}]}
            {"do":"create","invoice":"A1","date":"2026-01-05"}
            ```

            ## Commands

            A field marked `?` may be left out. What becomes of each: [rules.md](rules.md).

            | `do` | fields | what it is |
            |---|---|---|

            """);
        foreach (var command in Samples.Commands)
        {
            Row(text, command.Name, command.GetType());
        }

        text.Append(CultureInfo.InvariantCulture, $$"""

            ## Series

            `{id, format, forms?, start = 1, max?, reset = never, fiscalYearStartMonth = 1, dateOrder = any, maxLength = 64, validFrom?, validUntil?}`

            - `format`: literal ASCII text and the tokens `{seq}`, `{seq:0000}` (at least so many digits, 1 to 18), `{date:yyyy}`,
              `{date:yy}`, `{date:MM}`, `{date:dd}`, `{fiscalStart:yyyy}`, `{fiscalStart:yy}`, `{fiscalEnd:yyyy}`, `{fiscalEnd:yy}`,
              `{scope:AAA}` (as many characters as there are `A`, 1 to 16). A brace is written twice. Exactly one `{seq}`; no space at either end.
            - `reset`: {{Written<Reset>()}}. The document date picks the period, and each period counts from `start`. `yearly` needs a
              year token of `date`, `monthly` year and month, `fiscal` a year token of `fiscalStart` or `fiscalEnd`, or year and month
              of `date`.
            - A series with `{scope:…}` counts apart for every scope: a branch, a property, a customer, a till. It is declared once; an
              invoice names its `scope`, of `A–Z` and `0–9`, and a new one needs no declaration.
            - `forms`: further formats by name that share the counter, such as `{"credit":"CN-{seq:00000}"}`. An invoice that names a
              `form` is printed in it; `format` is the default form and has no name.
            - `validFrom`, `validUntil`: a document dated outside takes no number here, and none from a successor instead.
            - A two-digit year stands for 2000–2099; a date of another year is rejected.
            - `dateOrder`: {{Written<DateOrder>()}}. `enforced` rejects a date before the latest numbered in that scope.
            - Without `max` a series ends at the last number that fits `maxLength` in every form. It never truncates, wraps or falls back.
            - No two series of a book may be able to print the same text, closed ones included.

            ## Policy

            | setting | values, the default first |
            |---|---|
            | `authority` | `erp`, `home`: whose number prevails for home-created invoices while live |
            | `homeNumber` | {{Written<HomeNumberPolicy>()}}: when a home-created invoice takes its home number |
            | `importedHomeNumber` | {{Written<ImportedHomeNumberPolicy>()}}: when an ERP-created invoice takes one |
            | `importSeries` | a series; the first: it numbers ERP-created invoices |

            ## Values

            Dates are `yyyy-MM-dd`, document dates 1900 to 2199. Ids, keys, numbers and company names have 1 to 255 characters, none
            of them invisible, and no space at either end; reasons 1 to 1000. Whole numbers are plain digits. `by` is {{Written<Side>()}}.
            `null` stands nowhere but in `syncFrom`, where it lifts the limit, and in the `form` of `redate`, where it names the default
            form.

            ## Answers

            With `--json`, one object per command: `line`, `outcome` ({{Written<Outcome>()}}), then where they apply `reason`, `number`
            and `system`, `attempt`, `holder` (the invoice that has the key), `at` (which of the commands held together), `findings`,
            `notes` (hints in words that no rule depends on), and for a rejection `meaning`, `detail` and `remedy` in words. Then one object per invoice in order of appearance:
            `invoice`, `origin`, `approval`, `void`, `sync`, `number`, `system`, `rule`, `references`, `why`.

            The exit status is 0 when the script ran: rejections are answers. With `--strict` a rejection makes it 1. A malformed line
            makes it 2, with a message on standard error that names file, line and field, and nothing of the script is applied.

            """);
        return text.ToString();
    }

    internal static string Events()
    {
        var text = new StringBuilder("""
            # Events

            What an accepted command brings about. Each event is one journal entry; folding them from the first gives the book.

            | event | fields | what has happened |
            |---|---|---|

            """);
        foreach (var happened in Samples.Events)
        {
            Row(text, happened.Name, happened.GetType());
        }

        return text.ToString();
    }

    private static void Row(StringBuilder text, string name, Type type) =>
        text.Append(CultureInfo.InvariantCulture, $"| `{name}` | {Summaries.Fields(type)} | {Summaries.Of(type)} |\n");

    private static string Written<T>() where T : struct, Enum => string.Join(", ", Name.All<T>().ToArray().Select(name => $"`{name}`"));
}
