namespace NumberingRules.PostgreSql.Tests;

/// <summary>A test that needs PostgreSQL's programs; skipped where they are absent, except in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgreSqlFactAttribute : FactAttribute
{
    public PostgreSqlFactAttribute() => Skip = Absent;

    internal static string? Absent { get; } = Server.Programs is not null || Environment.GetEnvironmentVariable("CI") == "true"
        ? null
        : "PostgreSQL's programs (initdb, pg_ctl) are not on this machine; install the package postgresql";
}

/// <summary>A test of several cases that needs them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgreSqlTheoryAttribute : TheoryAttribute
{
    public PostgreSqlTheoryAttribute() => Skip = PostgreSqlFactAttribute.Absent;
}

/// <summary>A test that needs PgBouncer too.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PgBouncerFactAttribute : FactAttribute
{
    public PgBouncerFactAttribute() => Skip = Absent;

    internal static string? Absent { get; } = (Server.Programs is not null && PgBouncer.Program is not null) || Environment.GetEnvironmentVariable("CI") == "true"
        ? null
        : "PostgreSQL's programs or pgbouncer are not on this machine; install the packages postgresql and pgbouncer";
}

/// <summary>A test of several cases that needs it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PgBouncerTheoryAttribute : TheoryAttribute
{
    public PgBouncerTheoryAttribute() => Skip = PgBouncerFactAttribute.Absent;
}
