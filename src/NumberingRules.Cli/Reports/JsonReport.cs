using System.Buffers;
using System.Text.Json;

namespace NumberingRules.Cli;

/// <summary>
/// The black-box form of SPEC §9: one object per command, then one per invoice. Can hold everything back until
/// <see cref="Release"/>, for a script that turns out to be malformed prints nothing.
/// </summary>
internal sealed class JsonReport(Stream output, bool held = false) : IDisposable
{
    private const int Enough = 1 << 16;
    private static readonly Finding[] InOrder = [.. Enum.GetValues<Finding>().OrderBy(Name.Of, StringComparer.Ordinal)];
    private readonly ArrayBufferWriter<byte> _lines = new(2 * Enough);
    private readonly Utf8JsonWriter _json = new(Stream.Null, ScriptWriter.Options);
    private List<byte[]>? _held = held ? [] : null;

    /// <summary>One object per command; what was only asked about stands on no line.</summary>
    internal void Write(in ShownAnswer answer, bool numbered = true)
    {
        var decision = answer.Decision;
        Begin();
        _json.WriteOptional("line", numbered ? answer.Line : null);
        _json.WriteString("outcome", Name.Of(decision.Outcome));
        if (decision.Rejection is { } rejection)
        {
            _json.WriteString("reason", Name.Of(rejection));
        }
        else if (answer.Authority is { } authority)
        {
            WriteNumber(_json, authority);
            if (answer.Command is Command.Send or Command.Resend)
            {
                _json.WriteNumber("attempt", answer.Attempt);
            }
        }

        _json.WriteOptional("holder", decision.Holder?.Text);
        _json.WriteOptional("at", decision.At);
        if (decision.Findings.Count > 0)
        {
            var findings = decision.Findings;
            _json.WriteStrings("findings", InOrder.Where(finding => findings.Any(noted => noted.Finding == finding)).Select(static finding => Name.Of(finding)));
        }

        if (decision.Notes.Count > 0)
        {
            _json.WriteStrings("notes", decision.Notes);
        }

        if (decision.Rejection is { } why)
        {
            WriteWhy(_json, why, answer.Detail);
        }

        End();
    }

    /// <summary>One object per invoice; what else there is to say of it goes before or behind the fields of SPEC §9.</summary>
    internal void Write(ShownInvoice shown, Action<Utf8JsonWriter>? before = null, Action<Utf8JsonWriter>? after = null)
    {
        Begin();
        before?.Invoke(_json);
        _json.WriteString("invoice", shown.Invoice.Id.Text);
        _json.WriteString("origin", Name.Of(shown.Invoice.Origin));
        _json.WriteString("approval", Name.Of(shown.Invoice.Approval));
        _json.WriteBoolean("void", shown.Invoice.IsVoid);
        _json.WriteString("sync", Name.Of(shown.Sync));
        WriteNumber(_json, shown.Authority);
        _json.WriteString("rule", Name.Of(shown.Authority.Rule));
        _json.WriteObjects("references", shown.References, reference =>
        {
            _json.WriteString("system", Name.Of(reference.System));
            _json.WriteString("number", reference.Number.Text);
        });
        _json.WriteString("why", Explain.Because(shown.Authority.Rule));
        after?.Invoke(_json);
        End();
    }

    /// <summary>An object of another kind.</summary>
    internal void Write(Action<Utf8JsonWriter> fields)
    {
        Begin();
        fields(_json);
        End();
    }

    /// <summary>An object for each of some things.</summary>
    internal void WriteEach<T>(IEnumerable<T> things, Action<Utf8JsonWriter, T> fields)
    {
        foreach (var thing in things)
        {
            Write(json => fields(json, thing));
        }
    }

    /// <summary>The fields that say which number counts.</summary>
    internal static void WriteNumber(Utf8JsonWriter json, Authority? authority)
    {
        json.WriteString("number", authority?.Number?.Text);
        json.WriteString("system", authority?.System is { } system ? Name.Of(system) : null);
    }

    /// <summary>What a rejection means, what it is about, and what to do.</summary>
    internal static void WriteWhy(Utf8JsonWriter json, Rejection rejection, string? detail)
    {
        var (meaning, remedy) = Describe.Explained(rejection);
        json.WriteString("meaning", meaning);
        json.WriteOptional("detail", detail);
        json.WriteString("remedy", remedy);
    }

    /// <summary>Where a number counts: scope and form are null when there is none.</summary>
    internal static void WritePlace(Utf8JsonWriter json, SeriesId series, Scope? scope, FormName? form, Period period, long sequence)
    {
        json.WriteString("series", series.Text);
        json.WriteString("scope", scope?.Text);
        json.WriteString("form", form?.Text);
        json.WriteString("period", period.ToString());
        json.WriteNumber("sequence", sequence);
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
            output.Flush();
        }
        else
        {
            _held.Add(_lines.WrittenSpan.ToArray());
        }

        _lines.ResetWrittenCount();
    }

    public void Dispose()
    {
        if (_held is null)
        {
            Flush();
        }

        _json.Dispose();
    }

    private void Begin()
    {
        _json.Reset(_lines);
        _json.WriteStartObject();
    }

    private void End()
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
