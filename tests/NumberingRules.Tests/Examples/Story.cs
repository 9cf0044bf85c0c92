namespace NumberingRules.Tests.Examples;

/// <summary>An example told as Given, When, Then.</summary>
internal sealed class Story
{
    private Book _book;
    private Decision? _decision;

    private Story(Book book) => _book = book;

    private Decision Decision => _decision ?? throw new InvalidOperationException("nothing was asked yet");

    public static Story GivenUnopened() => new(Book.Empty);

    /// <summary>A book with the series <c>rl</c>, in which these commands were accepted.</summary>
    public static Story Given(params ReadOnlySpan<Command> commands) => GivenBook(Words.Open(), commands);

    public static Story GivenBook(Command open, params ReadOnlySpan<Command> commands)
    {
        var story = GivenUnopened().And(open);
        foreach (var command in commands)
        {
            story.And(command);
        }

        return story;
    }

    public Story And(Command command) => When(command).ThenAccepted();

    public Story When(Command command)
    {
        var before = _book;
        _book = before.Do(command, out _decision);
        Assert.True(_decision.Outcome == Outcome.Accepted || ReferenceEquals(before, _book), "only an accepted command may change the book");
        return this;
    }

    public Story ThenAccepted()
    {
        Assert.True(Decision.Outcome == Outcome.Accepted, $"{Decision.Outcome} {Decision.Rejection} instead of accepted");
        return this;
    }

    public Story ThenAccepted(string number, string invoice = "A") => ThenAccepted().Shows(number, invoice);

    public Story ThenUnchanged()
    {
        Assert.Equal((Outcome.Unchanged, null), (Decision.Outcome, Decision.Rejection));
        return this;
    }

    public Story ThenRejected(Rejection reason)
    {
        Assert.Equal((Outcome.Rejected, reason), (Decision.Outcome, Decision.Rejection));
        return this;
    }

    public Story At(int index)
    {
        Assert.Equal(index, Decision.At);
        return this;
    }

    public Story HeldBy(string invoice)
    {
        Assert.Equal(invoice, Decision.Holder?.Text);
        return this;
    }

    /// <summary>These findings and no others.</summary>
    public Story Finding(params ReadOnlySpan<(Finding Finding, string Invoice)> findings)
    {
        Assert.Equal(
            findings.ToArray().Order(),
            Decision.Findings.Select(static noted => (noted.Finding, noted.Invoice.Text)).Order());
        return this;
    }

    public Story FindingNothing() => Finding();

    public Story Shows(string? number, string invoice = "A")
    {
        Assert.Equal(number, _book.Authority(invoice).Number?.Text);
        return this;
    }

    public Story By(AuthorityRule rule, string invoice = "A")
    {
        Assert.Equal(rule, _book.Authority(invoice).Rule);
        return this;
    }

    /// <summary>The references, oldest first, each as its system and text: <c>erp SI-1001</c>.</summary>
    public Story Refers(string invoice, params string[] references)
    {
        var held = Numbering.References(_book.Header, _book.Find(invoice)!);
        Assert.Equal(references, held.Select(static reference => $"{Name.Of(reference.System)} {reference.Number}"));
        return this;
    }

    public Story Stands(Sync sync, string invoice = "A")
    {
        Assert.Equal(sync, Numbering.ShownSync(_book.Header, _book.Find(invoice)!));
        return this;
    }

    public Story Has<T>(T expected, Func<Invoice, T> asked, string invoice = "A")
    {
        Assert.Equal(expected, asked(_book.Find(invoice)!));
        return this;
    }

    public Story BookHas<T>(T expected, Func<BookHeader, T> asked)
    {
        Assert.Equal(expected, asked(_book.Header));
        return this;
    }

    /// <summary>The keys of the invoice's records, the current one first.</summary>
    public Story Records(string invoice, params string[] keys)
    {
        Assert.Equal(keys, _book.Find(invoice)!.Records.Select(static record => record.Key.Text));
        return this;
    }

    public Story Holds(string key, string? invoice)
    {
        Assert.Equal(invoice, _book.HolderOf(new ErpKey(key))?.Text);
        return this;
    }
}
