namespace NumberingRules.Registers;

/// <summary>How a country looks at something an audit found.</summary>
internal enum Judgement
{
    /// <summary>The rule does not mind.</summary>
    Fine,

    /// <summary>The rule wants an explanation that is kept.</summary>
    Explain,

    /// <summary>The rule is broken.</summary>
    Error,
}

/// <summary>A country's rule on invoice numbers, with its source. Information, not advice.</summary>
internal sealed record CountryRule(string Code, string Country, string Name, Judgement Gap, string Source)
{
    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Said wherever something is judged.</summary>
    internal const string Notice = "information, not advice";

    internal Judgement Duplicate { get; init; } = Judgement.Error;

    /// <summary>Whether a number must be unique over all years, so that a reset repeats none even in another period.</summary>
    internal bool UniqueForEver { get; init; }

    /// <summary>The most characters of a number.</summary>
    internal int? Most { get; init; }

    /// <summary>The only characters a number may have.</summary>
    internal string? Allowed { get; init; }

    /// <summary>The rules, compared with texts that quote their source; those that could not be say so.</summary>
    internal static IReadOnlyList<CountryRule> All { get; } =
    [
        new("FR", "France", "a sequential number without gaps", Judgement.Error, "CGI, annexe II, art. 242 nonies A"),
        new("ES", "Spain", "numbers of a series follow on; rectifying invoices have a series of their own", Judgement.Error, "RD 1619/2012, art. 6"),
        new("PT", "Portugal", "series declared before use, numbers follow on (ATCUD)", Judgement.Error, "Decreto-Lei 28/2019; Portaria 195/2020"),
        new("HU", "Hungary", "follows on without gaps, unique across all years", Judgement.Error, "23/2014. NGM rendelet (not checked against its text)") { UniqueForEver = true },
        new("DE", "Germany", "unique; gaps are tolerated, the number must belong clearly to one series", Judgement.Fine, "UStAE 14.5 (10)-(14)"),
        new("IT", "Italy", "progressive and unique; may start anew each year", Judgement.Explain, "DPR 633/1972, art. 21"),
        new("GB", "United Kingdom", "a break is fine if the spoiled invoice is kept to explain it", Judgement.Explain, "HMRC, VATREC5010; VAT Regulations 1995, reg. 14"),
        new("IN", "India", "consecutive, unique per fiscal year from April, at most 16 characters of A-Z, 0-9, - and /", Judgement.Error, "CGST Rules 2017, rule 46(b)") { Most = 16, Allowed = Alphanumeric + "-/" },
        new("BR", "Brazil", "1 to 999 999 999; unused numbers are declared by the 10th of the next month", Judgement.Explain, "Ajuste SINIEF 07/05 (inutilização)") { Most = 9, Allowed = "0123456789" },
        new("MX", "Mexico", "series of at most 25, folio of at most 40 characters", Judgement.Fine, "Anexo 20, CFDI 4.0") { Most = 65 },
        new("AU", "Australia", "no rule on numbers that binds; unique is good practice", Judgement.Fine, "GSTR 2013/1 (not checked against its text)") { Duplicate = Judgement.Explain },
        new("NZ", "New Zealand", "no rule on numbers that binds; unique is good practice", Judgement.Fine, "Goods and Services Tax Act 1985 (not checked against its text)") { Duplicate = Judgement.Explain },
        new("EU", "European Union", "a sequential number, based on one or more series, that uniquely identifies the invoice", Judgement.Explain, "Directive 2006/112/EC, art. 226(2)"),
    ];

    internal static string Codes => string.Join(", ", All.Select(rule => rule.Code));

    /// <summary>The rule of a country; none where it is not known.</summary>
    internal static CountryRule? Of(string code) =>
        All.FirstOrDefault(rule => rule.Code.Equals(code, StringComparison.OrdinalIgnoreCase) || (rule.Code == "GB" && code.Equals("UK", StringComparison.OrdinalIgnoreCase)));
}

/// <summary>What a country's rule says of one kind of finding.</summary>
internal sealed record CountryJudgement(string What, long Count, Judgement Judgement)
{
    /// <summary>Judges what an audit found.</summary>
    internal static IReadOnlyList<CountryJudgement> Of(AuditReport report, CountryRule rule)
    {
        var judged = new List<CountryJudgement>();
        Add("missing", report.Missing, rule.Gap);
        Add("duplicate", Math.Max(report.Double, report.Duplicates.Count), rule.Duplicate);
        Add("conflict", report.Conflicts.Count, rule.Duplicate);
        Add("out-of-order", report.OutOfOrder, rule.Gap == Judgement.Error ? Judgement.Explain : Judgement.Fine);
        if (rule.UniqueForEver)
        {
            Add("reset", report.Counters.Count(counter => counter.Reset != Reset.Never && counter.Forms.Any(form => !form.Format.Contains('y', StringComparison.Ordinal))), Judgement.Error);
        }

        return judged;

        void Add(string what, long count, Judgement judgement)
        {
            if (count > 0)
            {
                judged.Add(new(what, count, judgement));
            }
        }
    }
}
