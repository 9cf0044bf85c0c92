using System.Collections.Concurrent;

namespace NumberingRules.Proof.Enumeration;

/// <summary>
/// Law 9 as an invariant, so that it holds whatever came between. Call a confirm <i>known</i> to an invoice when it is
/// unchanged. Three things are checked: a confirm that was not rejected is known afterwards; what is known stays known
/// in every step, or the record it names is released by then (a released record comes back by a reclaim only, which
/// <see cref="StepLaws"/> checks, and that is the law's exception); and what is known depends on the invoice alone,
/// decided anew in every state.
/// </summary>
internal sealed class Repeating(Rules rules, Scope scope)
{
    private readonly Command.Confirm[][] _confirms = [.. Enumerable.Range(0, scope.Invoices).Select(slot => Alphabet.Confirms(scope, slot))];
    private readonly ConcurrentDictionary<Invoice, UInt128> _known = new();

    /// <summary>Whether what is known in this state is what was known of the same invoices elsewhere.</summary>
    internal string? Problem(Model book)
    {
        for (var slot = 0; slot < book.Count && book.Header.Connection != Connection.Never; slot++)
        {
            var known = Decided(book, slot);
            if (_known.GetOrAdd(book.Invoices[slot], known) != known)
            {
                return $"law 9: whether a confirm of {book.Invoices[slot].Id} is news depends on more than the invoice";
            }
        }

        return null;
    }

    internal string? Problem(Model before, Command command, Register after)
    {
        for (var slot = 0; slot < before.Count && before.Header.Connection != Connection.Never && command is not Command.Together; slot++)
        {
            var (was, now) = (before.Invoices[slot], after.Find(before.Invoices[slot].Id)!);
            if (ReferenceEquals(was, now))
            {
                continue;
            }

            var (lost, known) = (Known(before, slot, was), Known(after, slot, now));
            lost &= ~known;
            for (var at = 0; at < _confirms[slot].Length; at++)
            {
                var confirm = _confirms[slot][at];
                if ((lost >> at & 1) != 0 && now.ReleasedWith(confirm.ErpKey) < 0)
                {
                    return $"law 9: {confirm} was known and is news again";
                }

                if (confirm == command && (known >> at & 1) == 0)
                {
                    return $"law 9: {confirm} repeated is news again";
                }
            }
        }

        return null;
    }

    // Entry numbers and epochs make invoices differ that know the same; the dictionary then only holds more of them.
    private UInt128 Known(IBookView book, int slot, Invoice invoice) =>
        _known.TryGetValue(invoice, out var known) ? known : _known.GetOrAdd(invoice, Decided(book, slot));

    private UInt128 Decided(IBookView book, int slot)
    {
        var known = UInt128.Zero;
        for (var at = 0; at < _confirms[slot].Length; at++)
        {
            known |= rules.Decide(book, _confirms[slot][at]).Outcome == Outcome.Unchanged ? UInt128.One << at : 0;
        }

        return known;
    }
}
