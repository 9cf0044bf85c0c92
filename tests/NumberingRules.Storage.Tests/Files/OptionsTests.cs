using NumberingRules.Sqlite;
using NumberingRules.Storage.Tests.Contract;

namespace NumberingRules.Storage.Tests.Files;

/// <summary>How a file is used is said in options; unsound ones are refused before anything is touched.</summary>
public sealed class OptionsTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public static TheoryData<TimeSpan, bool> Waits => new()
    {
        { TimeSpan.Zero, true },
        { TimeSpan.FromSeconds(30), true },
        { TimeSpan.FromHours(1), true },
        { TimeSpan.FromTicks(-1), false },
        { TimeSpan.FromHours(1) + TimeSpan.FromTicks(1), false },
    };

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    public void A_file_is_needed(string? file)
    {
        var options = new SqliteStoreOptions { File = file! };
        Assert.Equal("SqliteStoreOptions.File is missing: name the file to keep the books in", options.Problem());
        Assert.StartsWith(options.Problem()!, Assert.Throws<ArgumentException>("options", () => new SqliteStore(options)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Waits))]
    public void A_writer_waits_at_most_an_hour(TimeSpan wait, bool isSound)
    {
        var problem = new SqliteStoreOptions { File = "a", WriteWait = wait }.Problem();
        Assert.Equal(isSound, problem is null);
        Assert.Equal(isSound ? null : $"SqliteStoreOptions.WriteWait is {wait}; it must lie between 0 and 1 hour", problem);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void A_file_that_must_be_there_is_not_made(bool mustExist, bool readOnly)
    {
        var file = _scratch.NewFile();
        var trouble = Assert.Throws<StoreException>(() => new SqliteStore(new SqliteStoreOptions { File = file, MustExist = mustExist, ReadOnly = readOnly }));
        Assert.Equal((StoreTrouble.CannotOpen, $"{file}: there is no such file"), (trouble.Trouble, trouble.Message));
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task A_file_that_is_only_looked_at_says_how_to_write_it()
    {
        var file = _scratch.NewFile();
        new SqliteStore(file).Close();
        await using var books = new Books(new SqliteStore(new SqliteStoreOptions { File = file, ReadOnly = true }));
        var trouble = await Assert.ThrowsAsync<StoreException>(async () => await books["main"].OpenAsync([new("a", "A-{seq}")]));
        Assert.Equal(StoreTrouble.ReadOnly, trouble.Trouble);
        Assert.Contains("SqliteStoreOptions.ReadOnly", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_are_needed_and_name_no_file_by_themselves()
    {
        Assert.Throws<ArgumentNullException>("options", () => new SqliteStore((SqliteStoreOptions)null!));
        Assert.NotNull(new SqliteStoreOptions().Problem());
    }

    [Fact]
    public async Task A_file_that_must_be_there_and_is_can_be_written()
    {
        var file = _scratch.NewFile();
        new SqliteStore(file).Close();
        await using var books = new Books(new SqliteStore(new SqliteStoreOptions { File = file, MustExist = true }));
        Assert.Equal(Outcome.Accepted, (await books["main"].OpenAsync([new("a", "A-{seq}")])).Outcome);
    }
}
