using NumberingRules.Proof;

// One verb per kind of proof; `docs/proof.md` says what each one shows. Every verb ends with 0 when nothing was violated.
return Verbs.Run(args);
