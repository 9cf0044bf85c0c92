#if EMPTY
return 0;
#else
using NumberingRules;

// A book opened, an invoice numbered: the first decisions of a process.
var book = new Register();
book.Do(new Command.Open([new("rl", "RL-{seq:0000000}")]));
var decision = book.Do(new Command.Create("A1", new DateOnly(2026, 3, 9)));
return decision.Outcome == Outcome.Accepted && Numbering.Authority(book.Header, book.Find("A1")!).Number?.Text == "RL-0000001" ? 0 : 1;
#endif
