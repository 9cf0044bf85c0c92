using NumberingRules.Storage;

namespace NumberingRules.PostgreSql;

/// <summary>Puts the questions of some books into one exchange, and hands the answers over.</summary>
internal static class Questions
{
    // Longer than a name may be: nothing is behind it.
    private static readonly string End = string.Concat(Enumerable.Repeat("\U0010FFFF", Identifier.MaxLength));

    /// <summary>Asks what is wanted of some books, each with its number.</summary>
    /// <param name="exchange">Where to.</param>
    /// <param name="sql">The statements.</param>
    /// <param name="books">The books by their numbers.</param>
    /// <param name="held">Whether a book is held, known once the answers come; others are not answered.</param>
    internal static void Ask(Exchange exchange, Sql sql, IReadOnlyDictionary<long, BookLoad> books, Func<long, bool> held)
    {
        void Add<T>(string text, Func<BookLoad, IEnumerable<T>> wanted, Action<BookLoad, Npgsql.NpgsqlDataReader> answer, params ReadOnlySpan<Func<List<(long Book, T Asked)>, Npgsql.NpgsqlParameter>> columns)
        {
            List<(long Book, T Asked)> asked = [];
            foreach (var (id, book) in books)
            {
                foreach (var one in wanted(book))
                {
                    asked.Add((id, one));
                }
            }

            if (asked.Count == 0)
            {
                return;
            }

            List<Npgsql.NpgsqlParameter> values = [Exchange.Column(asked, static row => row.Book)];
            foreach (var column in columns)
            {
                values.Add(column(asked));
            }

            exchange.Add(
                text,
                row =>
                {
                    if (held(row.GetInt64(0)))
                    {
                        answer(books[row.GetInt64(0)], row);
                    }
                },
                [.. values]);
        }

        Add(sql.Invoices, static book => book.Invoices.Wanted, static (book, row) => { var invoice = Answers.Invoice(row, 1); book.Invoices.Answer(invoice.Id, invoice); }, static asked => Exchange.Column(asked, static one => one.Asked.Text));
        Add(
            sql.Positions,
            static book => book.Positions.Wanted,
            static (book, row) =>
            {
                if (!row.IsDBNull(4) || !row.IsDBNull(6) || !row.IsDBNull(7))
                {
                    var (series, scope, period) = (new SeriesId(row.GetString(1)), row.GetString(2), new Period(row.GetInt32(3)));
                    book.Positions.Answer((series, scope, period), new(series, scope, period, row.IsDBNull(4) ? 0 : row.GetInt64(4), Answers.Date(row, 5))
                    {
                        LastIssued = row.IsDBNull(7) ? 0 : row.GetInt64(7),
                        LatestOfScope = Answers.Date(row, 6),
                    });
                }
            },
            static asked => Exchange.Column(asked, static one => one.Asked.Series.Text),
            static asked => Exchange.Column(asked, static one => one.Asked.Scope),
            static asked => Exchange.Column(asked, static one => one.Asked.Period.Value));
        Add(
            sql.Holders,
            static book => book.Holders.Wanted.Where(static one => one.Question is HolderQuestion.HomeNumber or HolderQuestion.ErpKey),
            static (book, row) => Append(
                book.Holders, (row.GetInt32(1) == (int)NumberKind.Home ? HolderQuestion.HomeNumber : HolderQuestion.ErpKey, row.GetString(2)), new(row.GetString(3))),
            static asked => Exchange.Column(asked, static one => (int)(one.Asked.Question == HolderQuestion.HomeNumber ? NumberKind.Home : NumberKind.Key)),
            static asked => Exchange.Column(asked, static one => one.Asked.Text));
        Add(
            sql.ShowingErpNumber,
            static book => book.Holders.Wanted.Where(static one => one.Question == HolderQuestion.ErpNumber),
            static (book, row) => Append(book.Holders, (HolderQuestion.ErpNumber, row.GetString(1)), new(row.GetString(2))),
            static asked => Exchange.Column(asked, static one => one.Asked.Text));
        Add(
            sql.EverHeld,
            static book => book.Holders.Wanted.Where(static one => one.Question == HolderQuestion.Ever),
            static (book, row) => Append(book.Holders, (HolderQuestion.Ever, row.GetString(1)), new(row.GetString(2))),
            static asked => Exchange.Column(asked, static one => one.Asked.Text));
        Add(
            sql.Issued,
            static book => book.Issued.Wanted,
            static (book, row) => book.Issued.Answer((new(row.GetString(1)), row.GetString(2), new(row.GetInt32(3)), row.GetInt64(4)), new(row.GetString(5))),
            static asked => Exchange.Column(asked, static one => one.Asked.Series.Text),
            static asked => Exchange.Column(asked, static one => one.Asked.Scope),
            static asked => Exchange.Column(asked, static one => one.Asked.Period.Value),
            static asked => Exchange.Column(asked, static one => one.Asked.Ordinal));
        Add(
            sql.Entries,
            static book => book.Entries.Wanted,
            static (book, row) => book.Entries.Answer(row.GetInt64(1), Answers.Entry(row, 1)),
            static asked => Exchange.Column(asked, static one => one.Asked));
        Add(
            sql.GivenOutside,
            static book => book.GivenOutside.Wanted,
            static (book, row) => Append(book.GivenOutside, row.GetString(1), new(row.GetString(2))),
            static asked => Exchange.Column(asked, static one => one.Asked),
            static asked => Exchange.Column(asked, static one => Behind(one.Asked)));
        Add(
            sql.AboutBook,
            static book => book.AboutBookAfter is { } after ? new[] { after } : [],
            static (book, row) => book.AnswerAboutBook(Answers.Entry(row, 1)),
            static asked => Exchange.Column(asked, static one => one.Asked));
        Add(
            sql.Unnumbered,
            static book => book.WantsUnnumbered ? new[] { book.UnnumberedAfter } : [],
            static (book, row) => book.AnswerUnnumbered(Answers.Invoice(row, 1)),
            static asked => Exchange.Column(asked, static one => one.Asked?.Date.DayNumber ?? 0),
            static asked => Exchange.Column(asked, static one => one.Asked?.Appeared ?? 0));
    }

    // The holders of one text may come between those of others.
    private static void Append<TKey, T>(Asked<TKey, List<T>> asked, TKey key, T one)
        where TKey : notnull
    {
        if (!asked.TryGet(key, out var all) || all is null)
        {
            asked.Answer(key, all = []);
        }

        all.Add(one);
    }

    /// <summary>The first text behind all that begin with a prefix, in the order of UTF-8.</summary>
    internal static string Behind(string prefix)
    {
        for (var runes = prefix.EnumerateRunes().ToList(); runes.Count > 0; runes.RemoveAt(runes.Count - 1))
        {
            if (runes[^1].Value < 0x10FFFF)
            {
                runes[^1] = new(runes[^1].Value == 0xD7FF ? 0xE000 : runes[^1].Value + 1);
                return string.Concat(runes);
            }
        }

        return End;
    }
}
