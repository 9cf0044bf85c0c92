using System.Globalization;
using System.Text;
using NumberingRules.Cli;

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
        var options = new RegisterOptions(File, "No", "Date", (way & 0x60) == 0x60 ? "Key" : null, DateFormats[(way >> 3) & 3], (way & 1) == 0 ? ',' : ';', Encodings[(way >> 1) & 3]);
        CsvRegister register;
        try
        {
            register = Read(input[1..], options);
        }
        catch (MalformedException refusal)
        {
            return refusal.Message.StartsWith(File, StringComparison.Ordinal) ? Scripts.ProblemOf(refusal.Message) : $"is refused without its name: '{refusal.Message}'";
        }

        return register.BadRows.Select(row => Scripts.ProblemOf($"{row.Line} '{row.Column}' {row.Problem}")).FirstOrDefault(problem => problem is not null)
            ?? (IsAscending(register.Rows.Select(row => row.Line)) && IsAscending(register.BadRows.Select(row => row.Line)) ? null : "counts lines in another order than they have")
            ?? (ReadAgain(register.Rows) ? null : "is read otherwise when its rows are written again")
            ?? (AsScript(register.Rows) ? null : "is another script when its imports are written as one");
    }

    private static CsvRegister Read(byte[] file, RegisterOptions options)
    {
        using var stream = new MemoryStream(file);
        return CsvRegister.Read(stream, options);
    }

    private static bool IsAscending(IEnumerable<long> lines)
    {
        var last = 1L;
        return lines.All(line => line > last && (last = line) == line);
    }

    private static bool ReadAgain(List<RegisterRow> rows)
    {
        var plain = new StringBuilder("No,Date,Key\n");
        foreach (var row in rows)
        {
            plain.Append(CultureInfo.InvariantCulture, $"{Quoted(row.Number.Text)},{row.Date:yyyy-MM-dd},{Quoted(row.Key.Text)}\n");
        }

        var again = Read(Encoding.UTF8.GetBytes(plain.ToString()), new(File, "No", "Date", "Key", null, ',', Encoding.UTF8));
        return again.BadRows.Count == 0 && again.Rows.Select(row => (row.Key, row.Number, row.Date)).SequenceEqual(rows.Select(row => (row.Key, row.Number, row.Date)));
    }

    private static string Quoted(string value) => $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static bool AsScript(List<RegisterRow> rows)
    {
        List<Command> imports = [.. rows.Select(row => new Command.Import(row.Key.Text, row.Key, row.Number, row.Date))];
        using var script = new MemoryStream();
        ScriptWriter.Write(script, imports);
        script.Position = 0;
        return Script.Read(script, File).Select(line => line.Command).SequenceEqual(imports);
    }
}
