using System.Security.Cryptography;
using System.Text;

namespace NumberingRules.Storage.Tests.Journal;

/// <summary>Reasons and actors stand beside the entry and can be erased; the chain holds their digest only.</summary>
public sealed class FreeTextTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_body_holds_no_free_text()
    {
        var body = Encoding.UTF8.GetString(Sealed(new Event.Voided("A1", Side.Home, "a private reason"), "Ann").Body.Span);
        Assert.DoesNotContain("private", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Ann", body, StringComparison.Ordinal);
    }

    [Fact]
    public void The_digest_covers_salt_reason_and_actor_in_canonical_JSON()
    {
        var text = new FreeText(Enumerable.Repeat((byte)7, 16).ToArray(), "so\n\"it\" is \u0001é", "Ann");
        var expected = SHA256.HashData([.. text.Salt.Span, .. Encoding.UTF8.GetBytes("""{"reason":"so\n\"it\" is \u0001é","actor":"Ann"}""")]);
        Assert.Equal(EntryHash.FromBytes(expected), text.Digest());
    }

    [Fact]
    public void Equal_texts_have_different_salts() =>
        Assert.NotEqual(Sealed(new Event.Interrupted("outage")).Text!.Digest(), Sealed(new Event.Interrupted("outage")).Text!.Digest());

    [Fact]
    public void Without_reason_and_actor_there_is_none() => Assert.Null(Sealed(new Event.Disconnected(null)).Text);

    [Fact]
    public void An_erased_reason_that_is_needed_reads_as_erased()
    {
        var entry = EntryReader.Read(Erased(new Event.Voided("A1", Side.Home, "private"), "Ann"));
        Assert.Equal((new Event.Voided("A1", Side.Home, JournalEntry.ErasedReason), null, true), (entry.Event, entry.Actor, entry.IsErased));
    }

    [Fact]
    public void An_erased_reason_that_is_not_needed_is_none()
    {
        var entry = EntryReader.Read(Erased(new Event.Disconnected("private")));
        Assert.Equal((new Event.Disconnected(null), true), (entry.Event, entry.IsErased));
    }

    [Fact]
    public void An_erased_actor_is_none()
    {
        var entry = EntryReader.Read(Erased(new Event.Approved("A1"), "Ann"));
        Assert.Equal((new Event.Approved("A1"), null, true), (entry.Event, entry.Actor, entry.IsErased));
    }

    [Fact]
    public void A_text_that_its_entry_does_not_vouch_for_is_refused() => Refused(
        Sealed(new Event.Approved("A1")) with { Text = new(new byte[16], null, "Ann") }, "has a free text beside it that it does not vouch for");

    [Fact]
    public void A_reason_that_its_event_cannot_have_is_refused() => Refused(
        Sealed(new Event.Approved("A1"), "Ann") with { Text = new(new byte[16], "why", "Ann") }, "has a reason, which its event cannot have");

    [Fact]
    public void A_missing_reason_is_refused() => Refused(
        Sealed(new Event.Interrupted("outage"), "Ann") with { Text = new(new byte[16], null, "Ann") }, "has a free text without the reason that its event needs");

    [Fact]
    public void A_damaged_text_is_refused() => Refused(
        Sealed(new Event.Interrupted("outage")) with { Text = new(new byte[15], "outage", null) }, "has a damaged free text: its salt has 15 bytes, not 16");

    private static void Refused(StoredEntry stored, string problem) =>
        Assert.Equal("entry 1 " + problem, Assert.Throws<JournalException>(() => EntryReader.Read(stored)).Message);

    private static StoredEntry Erased(Event happened, string? actor = null) => Sealed(happened, actor) with { Text = null };

    private static StoredEntry Sealed(Event happened, string? actor = null)
    {
        var writer = new EntryWriter();
        return writer.Seal(Chain.Start("main"), 1, At, happened, [], actor);
    }
}
