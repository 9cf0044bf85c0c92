using System.Globalization;
using System.Text;
using NumberingRules.Cli;
using NumberingRules.Registers;

namespace NumberingRules.Proof.Fuzzing.Targets;

/// <summary>The reader of registers. The first byte of an input chooses how the register is to be read, the rest is the file.</summary>
internal sealed class CsvTarget : FuzzTarget
{
    private const string File = "register";

    private static readonly Encoding[] Encodings = [Encoding.UTF8, Encoding.Latin1, Encoding.Unicode, Encoding.BigEndianUnicode];
    private static readonly string?[] DateFormats = [null, "dd/MM/yyyy", "d.M.yy", "MMM d, yyyy h:mm tt"];

    internal override string Name => "csv";

    internal override string Oracle => "a register is refused with its name, a row with its line and column, in printable words; lines ascend; the rows accepted, written as a plain register, are read again the same, and so are the imports made of them, written as a script";

    internal override IReadOnlyList<string> Words =>
        ["No", "Date", "Key", "No,Date,Key\n", "2026-01-05 08:26", "2026-01-06T10:00:00Z", "05/01/2026", "5.1.26", "Jan 5, 2026 8:26 AM", ";", "\",\"", "\"\"", "\"\n\"", "\r", " +02:00", "2026-01-05T24:00"];

    internal override IEnumerable<byte[]> Seeds()
    {
        yield return [0, .. "No,Date\nB-2,2026-01-06\nA-1,2026-01-05 08:26\nC-3,2026-01-06\n"u8];
        yield return [0, .. "\uFEFFDate,\"No\",Text\r\n2026-01-05,\" A,1 \",\"two\r\nlines\"\r\n\r\n2026-01-06T10:00:00Z,\"say \"\"hi\"\"\",x\r\n"u8];
        yield return [1 | (1 << 1) | (1 << 3) | (3 << 5), .. Encoding.Latin1.GetBytes("Key;No;Date\n17;Rechnung-é;31/12/2025\n")];
        yield return [2 << 1, .. Encoding.Unicode.GetBytes("No,Date\nA,2026-01-05\n")];
        yield return [(2 << 3) | 1, .. "No;Date\n1;5.1.26\n2;2026-01-05\n"u8];
        yield return [3 << 3, .. "No,Date\n1,\"Jan 5, 2026 8:26 AM\"\n"u8];
        yield return [0, .. "No,Date\n\"1,2026-01-05\n2,2026-01-05\n"u8];
        yield return [0, .. "No,Date\nx\"1\",2026-01-05\n1\n1,2,3\n,2026-01-05\n9,1850-01-05\n8,2026-02-30\n"u8];
        yield return [0, .. "Nummer,Date\n1,2026-01-05\n"u8];
        yield return [0, .. "No;Date\n1;2026-01-05\n"u8];
    }

    internal override string? Fault(byte[] input)
    {
        if (input.Length == 0)
        {
            return null;
        }

        var way = input[0];
        var options = new RegisterOptions
        {
            Number = "No",
            Date = "Date",
            Key = (way & 0x60) == 0x60 ? ["Key"] : [],
            DateFormat = DateFormats[(way >> 3) & 3],
            Delimiter = (way & 1) == 0 ? ',' : ';',
            Encoding = Encodings[(way >> 1) & 3],
            SkipBad = true,
        };
        DocumentTable register;
        try
        {
            register = Read(input[1..], options);
        }
        catch (UnreadableException refusal)
        {
            return Scripts.ProblemOf(refusal.In(File));
        }

        var rows = Rows(register);
        return register.Bad.Select(row => Scripts.ProblemOf($"{row.Line} '{row.Column}' {row.Problem}")).FirstOrDefault(problem => problem is not null)
            ?? (IsAscending(rows.Select(row => row.Line)) && IsAscending(register.Bad.Select(row => row.Line)) ? null : "counts lines in another order than they have")
            ?? (AddsUp(register) ? null : "does not account for every row")
            ?? (ReadAgain(rows) ? null : "is read otherwise when its rows are written again")
            ?? (AsScript(rows) ? null : "is another script when its imports are written as one");
    }

    private static DocumentTable Read(byte[] file, RegisterOptions options)
    {
        using var stream = new MemoryStream(file);
        using var reader = RegisterReader.Open(stream, options);
        var table = new DocumentTable(reader);
        table.ReadAll();
        return table;
    }

    private static List<(long Line, string Key, string Number, DateOnly Date)> Rows(DocumentTable table) =>
    [
        .. Enumerable.Range(0, table.Count).Where(document => !table.IsInConflict(document) && table.DayOf(document) >= 0)
            .Select(document => (table.LineOf(document), table.KeyTextOf(document), table.NumberTextOf(document), DateOnly.FromDayNumber(table.DayOf(document)))),
    ];

    private static bool AddsUp(DocumentTable table)
    {
        var totals = table.Totals();
        return totals.Rows == totals.Documents + totals.Merged + totals.Blank + totals.Skipped + table.Conflicts().Sum(conflict => conflict.Lines.Count);
    }

    private static bool IsAscending(IEnumerable<long> lines)
    {
        var last = 1L;
        return lines.All(line => line > last && (last = line) == line);
    }

    private static bool ReadAgain(List<(long Line, string Key, string Number, DateOnly Date)> rows)
    {
        var plain = new StringBuilder("No,Date,Key\n");
        foreach (var row in rows)
        {
            plain.Append(CultureInfo.InvariantCulture, $"{Quoted(row.Number)},{row.Date:yyyy-MM-dd},{Quoted(row.Key)}\n");
        }

        var again = Read(Encoding.UTF8.GetBytes(plain.ToString()), new() { Number = "No", Date = "Date", Key = ["Key"], Delimiter = ',', Encoding = Encoding.UTF8 });
        return again.BadCount == 0 && Rows(again).Select(row => (row.Key, row.Number, row.Date)).SequenceEqual(rows.Select(row => (row.Key, row.Number, row.Date)));
    }

    private static string Quoted(string value) => $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static bool AsScript(List<(long Line, string Key, string Number, DateOnly Date)> rows)
    {
        List<Command> imports = [.. rows.Select(row => new Command.Import(row.Key, row.Key, row.Number.Length == 0 ? null : row.Number, row.Date))];
        using var script = new MemoryStream();
        ScriptWriter.Write(script, imports);
        script.Position = 0;
        return Script.Read(script, File).Select(line => line.Command).SequenceEqual(imports);
    }
}
