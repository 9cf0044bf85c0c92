using System.Text.Json;

namespace NumberingRules.Storage;

/// <content>Reading.</content>
internal static partial class InvoiceState
{
    /// <summary>The invoice whose state was written.</summary>
    /// <exception cref="JournalException">It is damaged, or a newer version wrote it: the look-up tables must be rebuilt from the journal.</exception>
    internal static Invoice Read(ReadOnlySpan<byte> state)
    {
        try
        {
            var reader = new Utf8JsonReader(state);
            return Read(ref reader);
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            throw new JournalException($"the look-up row of an invoice is damaged ({damaged.Message}); rebuild the look-up tables from the journal", damaged);
        }
    }

    private static Invoice Read(ref Utf8JsonReader reader)
    {
        var (id, origin, appeared, created) = (default(InvoiceId), Side.Home, 0L, default(DateOnly));
        var (createdSeries, series, seriesIsOther) = (default(SeriesId), default(SeriesId), false);
        var date = default(DateOnly);
        var (approval, sync, voided, unlinked, attempt, epoch) = (Approval.Draft, Sync.None, 0L, false, 0L, 0L);
        var (home, issuedBy) = (default(InvoiceNumber), default(SeriesId));
        var (records, released, claims) = (default(ValueList<ErpRecord>), default(ValueList<ErpRecord>), default(ValueList<Claim>));
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan is [var only] ? only : reader.ValueSpan is [(byte)'c', (byte)'s'] ? (byte)'C' : (byte)0;
            reader.Read();
            switch (name)
            {
                case (byte)'i': id = new(reader.GetString()!); break;
                case (byte)'o': origin = (Side)reader.GetInt32(); break;
                case (byte)'a': appeared = reader.GetInt64(); break;
                case (byte)'c': created = DateOnly.FromDayNumber(reader.GetInt32()); break;
                case (byte)'C': createdSeries = reader.GetString(); break;
                case (byte)'d': date = DateOnly.FromDayNumber(reader.GetInt32()); break;
                case (byte)'s': (series, seriesIsOther) = (reader.GetString(), true); break;
                case (byte)'p': approval = (Approval)reader.GetInt32(); break;
                case (byte)'v': voided = reader.GetInt64(); break;
                case (byte)'n': attempt = reader.GetInt64(); break;
                case (byte)'y': sync = (Sync)reader.GetInt32(); break;
                case (byte)'e': epoch = reader.GetInt64(); break;
                case (byte)'u': unlinked = true; break;
                case (byte)'h': home = reader.GetString(); break;
                case (byte)'b': issuedBy = reader.GetString(); break;
                case (byte)'r': records = Records(ref reader); break;
                case (byte)'g': released = Records(ref reader); break;
                case (byte)'k': claims = Claims(ref reader); break;
                default: throw new JsonException("it holds a field that this version does not know");
            }
        }

        return new(id ?? throw new JsonException("it names no invoice"), origin, created, createdSeries, appeared)
        {
            Date = date == default ? created : date,
            Series = seriesIsOther ? series : createdSeries,
            Approval = approval,
            VoidedByHome = (voided & 1) != 0,
            ErpSaidVoid = (voided & 2) != 0,
            Records = records,
            Released = released,
            Attempt = attempt,
            StoredSync = sync,
            SentEpoch = epoch,
            IsUnlinked = unlinked,
            HomeNumber = home,
            IssuedBy = issuedBy,
            Claims = claims,
        };
    }

    private static ValueList<ErpRecord> Records(ref Utf8JsonReader reader)
    {
        var records = default(ValueList<ErpRecord>);
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            reader.Read();
            var (key, number, version) = (new ErpKey(reader.GetString()!), default(InvoiceNumber), default(long?));
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType == JsonTokenType.Number)
                {
                    version = reader.GetInt64();
                }
                else
                {
                    number = reader.GetString();
                }
            }

            records = records.Add(new(key, number, version));
        }

        return records;
    }

    private static ValueList<Claim> Claims(ref Utf8JsonReader reader)
    {
        var claims = default(ValueList<Claim>);
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            reader.Read();
            var system = (Side)reader.GetInt32();
            reader.Read();
            var number = new InvoiceNumber(reader.GetString()!);
            reader.Read();
            var since = reader.GetInt64();
            reader.Read();
            claims = claims.Add(new(system, number, since, (ClaimBasis)reader.GetInt32()));
            reader.Read();
        }

        return claims;
    }
}
