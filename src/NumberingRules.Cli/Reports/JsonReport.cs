using System.Buffers;
using System.Text.Json;

namespace NumberingRules.Cli;

/// <summary>
/// The black-box form of SPEC §9: one object per command, then one per invoice. Holds everything back until
/// <see cref="Release"/>, for a script that turns out to be malformed prints nothing.
/// </summary>
internal sealed class JsonReport(Stream output) : IDisposable
{
    private const int Enough = 1 << 16;
    private static readonly Finding[] InOrder = [.. Enum.GetValues<Finding>().OrderBy(Name.Of, StringComparer.Ordinal)];
    private readonly ArrayBufferWriter<byte> _lines = new(2 * Enough);
    private readonly Utf8JsonWriter _json = new(Stream.Null, ScriptWriter.Options);
    private List<byte[]>? _held = [];

    /// <summary>One object per command.</summary>
    internal void Write(long line, Command command, Decision decision, Register book)
    {
        _json.Reset(_lines);
        _json.WriteStartObject();
        _json.WriteNumber("line", line);
        _json.WriteString("outcome", Name.Of(decision.Outcome));
        if (decision.Rejection is { } rejection)
        {
            _json.WriteString("reason", Name.Of(rejection));
        }
        else if (command is Command.OnInvoice { Invoice: var id } && book.Find(id) is { } invoice)
        {
            WriteAnswer(Numbering.Authority(book.Header, invoice));
            if (command is Command.Send or Command.Resend)
            {
                _json.WriteNumber("attempt", invoice.Attempt);
            }
        }

        if (decision.Holder is { } holder)
        {
            _json.WriteString("holder", holder.Text);
        }

        if (decision.At is { } at)
        {
            _json.WriteNumber("at", at);
        }

        if (decision.Findings.Count > 0)
        {
            _json.WriteStartArray("findings");
            foreach (var finding in InOrder)
            {
                if (Holds(decision.Findings, finding))
                {
                    _json.WriteStringValue(Name.Of(finding));
                }
            }

            _json.WriteEndArray();
        }

        if (decision.Rejection is { } why)
        {
            var (meaning, remedy) = Explain.Of(why);
            _json.WriteString("meaning", meaning);
            if (decision.Detail is { } detail)
            {
                _json.WriteString("detail", detail);
            }

            _json.WriteString("remedy", remedy);
        }

        EndLine();
    }

    /// <summary>One object per invoice.</summary>
    internal void Write(Invoice invoice, BookHeader book)
    {
        var authority = Numbering.Authority(book, invoice);
        _json.Reset(_lines);
        _json.WriteStartObject();
        _json.WriteString("invoice", invoice.Id.Text);
        _json.WriteString("origin", Name.Of(invoice.Origin));
        _json.WriteString("approval", Name.Of(invoice.Approval));
        _json.WriteBoolean("void", invoice.IsVoid);
        _json.WriteString("sync", Name.Of(Numbering.ShownSync(book, invoice)));
        WriteAnswer(authority);
        _json.WriteString("rule", Name.Of(authority.Rule));
        _json.WriteStartArray("references");
        foreach (var reference in Numbering.References(book, invoice))
        {
            _json.WriteStartObject();
            _json.WriteString("system", Name.Of(reference.System));
            _json.WriteString("number", reference.Number.Text);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteString("why", Explain.Because(authority.Rule));
        EndLine();
    }

    /// <summary>Lets out what was held back; from now on lines go out as they come.</summary>
    internal void Release()
    {
        foreach (var lines in _held ?? [])
        {
            output.Write(lines);
        }

        _held = null;
        Flush();
    }

    internal void Flush()
    {
        if (_held is null)
        {
            output.Write(_lines.WrittenSpan);
        }
        else
        {
            _held.Add(_lines.WrittenSpan.ToArray());
        }

        _lines.ResetWrittenCount();
    }

    public void Dispose() => _json.Dispose();

    private static bool Holds(ValueList<Noted> findings, Finding finding)
    {
        foreach (var noted in findings)
        {
            if (noted.Finding == finding)
            {
                return true;
            }
        }

        return false;
    }

    private void WriteAnswer(Authority authority)
    {
        _json.WriteString("number", authority.Number?.Text);
        _json.WriteString("system", authority.System is { } system ? Name.Of(system) : null);
    }

    private void EndLine()
    {
        _json.WriteEndObject();
        _json.Flush();
        _lines.Write("\n"u8);
        if (_lines.WrittenCount >= Enough)
        {
            Flush();
        }
    }
}
