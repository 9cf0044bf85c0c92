namespace NumberingRules;

/// <summary>
/// Something asked of a book: a wish of the home side, which can be rejected, or a fact from the ERP, which
/// is recorded even when inconvenient. A closed union: these nested cases and no others.
/// </summary>
/// <remarks>Commands are values: two with equal fields are equal. What they hold is checked when they are made.</remarks>
public abstract partial record Command
{
    private Command()
    {
    }

    /// <summary>The command's name in scripts and journals.</summary>
    public string Name => StoredName;

    internal abstract string StoredName { get; }

    private static T Given<T>(T? value, string name) where T : class => value ?? throw new ArgumentNullException(name, "a command needs this value, and it is null; look at where it comes from");

    private static long? NotNegative(long? number) =>
        number is < 0 ? throw new ArgumentOutOfRangeException(nameof(number), number, "must not be negative") : number;

    /// <summary>A command about one invoice.</summary>
    /// <param name="Invoice">The invoice it names.</param>
    public abstract record OnInvoice(InvoiceId Invoice) : Command
    {
        /// <summary>The invoice it names.</summary>
        public InvoiceId Invoice { get; } = Given(Invoice, nameof(Invoice));
    }

    /// <summary>Commands that hold together: all or none.</summary>
    public sealed record Together : Command
    {
        /// <summary>Takes at least one command; neither <see cref="Open"/> nor another <see cref="Together"/>.</summary>
        /// <exception cref="ArgumentException">There is none, or one of the two that may not be inside.</exception>
        public Together(ValueList<Command> commands)
        {
            if (commands.Count == 0 || commands.FindIndex(static inner => inner is null or Open or Together) >= 0)
            {
                throw new ArgumentException("at least one command, and neither open nor together, may be held together", nameof(commands));
            }

            Commands = commands;
        }

        /// <summary>The commands, each seeing what those before it did.</summary>
        public ValueList<Command> Commands { get; }

        internal override string StoredName => "together";
    }
}
