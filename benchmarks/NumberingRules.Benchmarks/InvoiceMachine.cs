using Stateless;

namespace NumberingRules.Benchmarks;

/// <summary>The states of an invoice as one flat machine.</summary>
internal enum Step
{
    Draft,
    Submitted,
    Approved,
    Sent,
    Uncertain,
    Failed,
    Synced,
    Void,
}

/// <summary>What moves it.</summary>
internal enum Move
{
    Submit,
    Withdraw,
    Approve,
    Send,
    Lose,
    Refuse,
    Confirm,
    Release,
    Void,
}

/// <summary>
/// The life of an invoice configured with Stateless: the cheapest machine that allows the usual commands. It moves a
/// state and nothing else: no guard, no number, no event, no answer; one machine is kept, not built for each command.
/// </summary>
internal static class InvoiceMachine
{
    internal static StateMachine<Step, Move> Started()
    {
        var machine = new StateMachine<Step, Move>(Step.Draft, FiringMode.Immediate);
        machine.Configure(Step.Draft).Permit(Move.Submit, Step.Submitted).Permit(Move.Approve, Step.Approved).Permit(Move.Void, Step.Void);
        machine.Configure(Step.Submitted).Permit(Move.Withdraw, Step.Draft).Permit(Move.Approve, Step.Approved).Permit(Move.Void, Step.Void);
        machine.Configure(Step.Approved).Permit(Move.Withdraw, Step.Draft).Permit(Move.Send, Step.Sent).Permit(Move.Void, Step.Void);
        machine.Configure(Step.Sent).Permit(Move.Lose, Step.Uncertain).Permit(Move.Refuse, Step.Failed).Permit(Move.Confirm, Step.Synced);
        machine.Configure(Step.Uncertain).Permit(Move.Send, Step.Sent).Permit(Move.Refuse, Step.Failed).Permit(Move.Confirm, Step.Synced);
        machine.Configure(Step.Failed).Permit(Move.Withdraw, Step.Draft).Permit(Move.Send, Step.Sent).Permit(Move.Confirm, Step.Synced);
        machine.Configure(Step.Synced).Permit(Move.Release, Step.Approved).Permit(Move.Void, Step.Void);
        return machine;
    }
}
