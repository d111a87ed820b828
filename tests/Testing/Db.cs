using System.Reflection;
using Xunit;
using Xunit.Sdk;

namespace BookingPlatform.Testing;

/// <summary>The databases a story is told on.</summary>
public enum Db
{
    Sqlite,
    PostgreSql,
    SqlServer,
}

/// <summary>Tells a theory's story on every database there is: its first parameter is the <see cref="Db"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnEveryDatabaseAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => Databases.Select(db => new object[] { db });

    /// <summary><c>BOOKING_TEST_DATABASES=Sqlite</c> keeps a quick run to one.</summary>
    internal static IEnumerable<Db> Databases
    {
        get
        {
            if (Environment.GetEnvironmentVariable("BOOKING_TEST_DATABASES") is { Length: > 0 } chosen)
                return chosen.Split(',').Select(Enum.Parse<Db>);
            return SqlServerFactAttribute.Server is null ? [Db.Sqlite, Db.PostgreSql] : Enum.GetValues<Db>();
        }
    }
}

/// <summary>Runs where <c>BOOKING_SQLSERVER</c> names a server, and is reported as skipped with that reason elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SqlServerFactAttribute : FactAttribute
{
    internal static string? Server => Environment.GetEnvironmentVariable("BOOKING_SQLSERVER") is { Length: > 0 } server ? server : null;

    public SqlServerFactAttribute()
    {
        if (Server is null)
            Skip = "BOOKING_SQLSERVER names no server: the SQL Server lane did not run.";
    }
}
