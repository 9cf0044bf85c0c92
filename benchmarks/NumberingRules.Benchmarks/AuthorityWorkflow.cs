using RulesEngine.Models;

namespace NumberingRules.Benchmarks;

/// <summary>What the workflow is asked about: plain fields, because its expressions are text.</summary>
public sealed class AskedInvoice
{
    public bool Live { get; init; }

    public bool Disconnected { get; init; }

    public bool Home { get; init; }

    public bool Approved { get; init; }

    public string? HomeNumber { get; init; }

    public string? ErpNumber { get; init; }
}

/// <summary>
/// The rules of authority written for RulesEngine, twice: every rule looked at, as it does by itself, and nested under
/// one rule that stops at the first that fits.
/// </summary>
internal sealed class AuthorityWorkflow
{
    private const string Every = "every rule";
    private const string First = "first that fits";

    private static readonly (AuthorityRule Rule, string Expression)[] Rules =
    [
        (AuthorityRule.ErpFromTheStart, "invoice.ErpNumber != null && invoice.Live && !invoice.Home"),
        (AuthorityRule.ErpAfterSync, "invoice.ErpNumber != null && invoice.Live && invoice.Approved"),
        (AuthorityRule.HomeUntilSynced, "invoice.HomeNumber != null && !invoice.Disconnected && invoice.Home"),
        (AuthorityRule.HomeAfterDisconnect, "invoice.HomeNumber != null && invoice.Disconnected"),
        (AuthorityRule.OnlyNumberHeld, "invoice.ErpNumber != null && invoice.Disconnected && (!invoice.Home || invoice.Approved)"),
        (AuthorityRule.NoNumberYet, "true"),
    ];

    private readonly RulesEngine.RulesEngine _rules = new(
        (Workflow[])
        [
            new Workflow { WorkflowName = Every, Rules = Written() },
            new Workflow { WorkflowName = First, Rules = [new() { RuleName = First, Operator = "OrElse", Rules = Written() }] },
        ],
        new() { NestedRuleExecutionMode = NestedRuleExecutionMode.Performance });

    internal async Task<AuthorityRule> AskEvery(AskedInvoice invoice) => Fits(await Ask(Every, invoice).ConfigureAwait(false));

    internal async Task<AuthorityRule> AskFirst(AskedInvoice invoice) => Fits((await Ask(First, invoice).ConfigureAwait(false))[0].ChildResults);

    private static Rule[] Written() =>
        [.. Rules.Select(rule => new Rule { RuleName = rule.Rule.ToString(), RuleExpressionType = RuleExpressionType.LambdaExpression, Expression = rule.Expression })];

    private static AuthorityRule Fits(IEnumerable<RuleResultTree> answers) => Rules[answers.TakeWhile(answer => !answer.IsSuccess).Count()].Rule;

    private async Task<List<RuleResultTree>> Ask(string workflow, AskedInvoice invoice) =>
        await _rules.ExecuteAllRulesAsync(workflow, new RuleParameter("invoice", invoice)).ConfigureAwait(false);
}
