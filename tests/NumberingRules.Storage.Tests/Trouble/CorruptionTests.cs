using System.Globalization;
using NumberingRules.Storage.Tests.Crashes;

namespace NumberingRules.Storage.Tests.Trouble;

/// <summary>Bytes of the file change, or its end is gone: that is told, or does no harm; a wrong number is never taken for sound.</summary>
public sealed class CorruptionTests
{
    private const int Times = 40;
    private const int Places = 3;
    private const int Bytes = 100;

    [Fact]
    public void Overwritten_bytes_are_told_or_harmless() => Try(
        (bytes, random) =>
        {
            for (var place = 0; place < Places; place++)
            {
                random.NextBytes(bytes.AsSpan(random.Next(bytes.Length - Bytes), Bytes));
            }

            return bytes;
        });

    [Fact]
    public void Single_overwritten_bytes_are_told_or_harmless() => Try(
        (bytes, random) =>
        {
            for (var place = 0; place < 10 * Places; place++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            return bytes;
        });

    [Fact]
    public void A_cut_off_file_is_told() => Try((bytes, random) => bytes[..random.Next(1, bytes.Length)]);

    [Theory]
    [InlineData("UPDATE numbering_invoices SET appeared = appeared + 1000")]
    [InlineData("UPDATE numbering_invoices SET state = x'00'")]
    [InlineData("UPDATE numbering_invoices SET date = 'never'")]
    [InlineData("UPDATE numbering_books SET head = x'00'")]
    [InlineData("UPDATE numbering_books SET at = -1")]
    [InlineData("UPDATE numbering_books SET about_book = 3")]
    [InlineData("UPDATE numbering_journal SET hash = x'00'")]
    [InlineData("UPDATE numbering_journal SET at = -1")]
    [InlineData("UPDATE numbering_numbers SET period = 99999999999 WHERE ordinal > 0")]
    [InlineData("UPDATE numbering_numbers SET invoice = 1")]
    [InlineData("UPDATE numbering_numbers SET kind = 9")]
    [InlineData("UPDATE numbering_positions SET latest = -1")]
    [InlineData("UPDATE numbering_positions SET next = next + 1")]
    [InlineData("UPDATE numbering_texts SET salt = x'00'")]
    [InlineData("DELETE FROM numbering_books WHERE name = 'main'")]
    [InlineData("DELETE FROM numbering_invoices")]
    [InlineData("DELETE FROM numbering_journal WHERE entry = 7")]
    [InlineData("DROP TABLE numbering_numbers")]
    public void Rows_changed_by_hand_are_told(string sql)
    {
        using var folder = new TemporaryFolder();
        var file = Troubled.Make(folder);
        FileRows.Run(file, "PRAGMA foreign_keys = OFF; " + sql);
        Assert.False(IsSound(file), "nobody told");
    }

    private static void Try(Func<byte[], Random, byte[]> damage)
    {
        using var folder = new TemporaryFolder();
        var file = Troubled.Make(folder, invoices: 200);
        var whole = File.ReadAllBytes(file);
        IReadOnlyList<string> numbers;
        using (var books = Troubled.Open(file))
        {
            numbers = Troubled.Seen(books);
        }

        for (var seed = 0; seed < Times; seed++)
        {
            var damaged = folder.File(string.Create(CultureInfo.InvariantCulture, $"damaged-{seed}.db"));
            File.WriteAllBytes(damaged, damage([.. whole], new(seed)));
            try
            {
                IsSound(damaged, numbers);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"seed {seed}: {e.Message}", e);
            }
        }
    }

    /// <summary>Opens the file, asks everything, and goes on writing; only exceptions that say what to do may come of it.</summary>
    /// <returns>Whether nobody complained.</returns>
    private static bool IsSound(string file, IReadOnlyList<string>? numbers = null)
    {
        Books? books = null;
        if (!IsFine(() => books = Troubled.Open(file)))
        {
            return false;
        }

        using (books)
        {
            var sound = IsFine(() => Sound(books!.Names())) && All(books!, book => IsFine(() => Sound(book.Verify())));
            if (sound && numbers is not null)
            {
                Assert.Equal(numbers, Troubled.Seen(books!));
            }

            Ask(books!);
            return sound;
        }

        static void Sound(object found)
        {
            if (found is IReadOnlyList<string> { Count: not 2 } or VerifyReport { IsSound: false })
            {
                throw new StoreException(StoreTrouble.Damaged, found.ToString()!);
            }
        }
    }

    private static bool All(Books books, Func<BookHandle, bool> holds) => holds(books[Troubled.Book]) & holds(books[Troubled.Neighbour]);

    private static void Ask(Books books) => All(books, book =>
    {
        IsFine(() => book.Header());
        IsFine(() => book.Invoices(count: int.MaxValue));
        IsFine(() => book.Series());
        IsFine(() => book.Entries(count: int.MaxValue));
        IsFine(() => book.Replay());
        IsFine(() => book.Findings());
        IsFine(() => book.Export(Stream.Null));
        IsFine(() => book.WhatIf(new Command.Disconnect()));
        foreach (var list in Enum.GetValues<WorkList>())
        {
            IsFine(() => book.Work(list));
        }

        foreach (var at in Enumerable.Range(1, 8))
        {
            IsFine(() => book.Invoice($"A{at}"));
            IsFine(() => book.InvoiceAt($"A{at}", at * 4));
            IsFine(() => book.LifeOf($"SA{at}"));
            IsFine(() => book.Find($"RL-{at:0000}"));
            IsFine(() => Troubled.Done(book.ApproveAsync($"A{at}")));
        }

        IsFine(() => Troubled.Done(book.CreateAsync("new", new(2026, 1, 5))));
        IsFine(() => book.EraseTextOf("A1"));
        return IsFine(books.Rebuild);
    });

    private static bool IsFine(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (Exception e) when (e is StoreException or JournalException)
        {
            return false;
        }
    }
}
