using System.Reflection;
using Xunit.Sdk;

namespace BookingPlatform.Testing;

/// <summary>Tells a theory's story with every job engine of this build, on every database that it runs on: its parameters are the <see cref="Db"/> and the engine's name.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnEveryEngineAttribute : DataAttribute
{
    private static readonly string[] OfServers =
#if HANGFIRE
        ["quartz", "hangfire"];
#else
        ["quartz"];
#endif

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        OnEveryDatabaseAttribute.Databases.SelectMany(db => (db == Db.Sqlite ? ["quartz"] : OfServers).Select(engine => new object[] { db, engine }));

    /// <summary>What the platform is to be started with.</summary>
    public static IReadOnlyDictionary<string, string?> Setting(string engine) => new Dictionary<string, string?> { ["Jobs:Engine"] = engine };
}
