using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Jobs;
using Hangfire;
using Hangfire.PostgreSql;
using Hangfire.SqlServer;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Jobs.Hangfire;

/// <summary>Runs the modules' jobs on Hangfire instead of Quartz.NET, from the same tables of plans and with the same history.</summary>
public static class HangfireJobs
{
    /// <summary>Work of a node that fell silent begins elsewhere after so long, and until another node looks.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    /// <exception cref="InvalidOperationException">On SQLite, for which Hangfire has no storage that would survive a restart.</exception>
    public static IServiceCollection AddHangfireJobs(this IServiceCollection services, IDatabase database)
    {
        if (database.Provider == "Sqlite")
            throw new InvalidOperationException("Jobs__Engine is hangfire, and Hangfire keeps its work on PostgreSQL or SQL Server only (hangfire-needs-server). Set Jobs__Engine to quartz, or Database__Provider to one of these.");
        GlobalConfiguration.Configuration.SetDataCompatibilityLevel(CompatibilityLevel.Version_180).UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings();
        return services
            .AddSingleton(_ => Open(database))
            .AddSingleton<JobTurns>()
            .AddSingleton<HangfireNode>()
            .AddHostedService(provider => provider.GetRequiredService<HangfireNode>())
            .AddSingleton<IJobEngine, HangfireEngine>()
            .AddScoped<RunJob>();
    }

    /// <summary>Opened at the first use, when the database has been made. Hangfire's tables lie in a schema of their own.</summary>
    private static JobStorage Open(IDatabase database) => database.Provider == "PostgreSql"
        ? new PostgreSqlStorage(new Connections(database), new PostgreSqlStorageOptions
        {
            QueuePollInterval = Poll,
            InvisibilityTimeout = Silence,
            UseSlidingInvisibilityTimeout = true,
            // Of Hangfire's own short locks; the turns of jobs are not among them.
            DistributedLockTimeout = TimeSpan.FromSeconds(30),
            EnableTransactionScopeEnlistment = false,
            StartupConnectionMaxRetries = 0,
            AllowDegradedModeWithoutStorage = false,
        })
        : new SqlServerStorage(database.CreateConnection, new SqlServerStorageOptions
        {
            SqlClientFactory = database.Factory,
            QueuePollInterval = Poll,
            SlidingInvisibilityTimeout = Silence,
            TryAutoDetectSchemaDependentOptions = false,
            DisableGlobalLocks = true,
            UseIgnoreDupKeyOption = true,
        });

    /// <summary>The platform's own pool, not a second one.</summary>
    private sealed class Connections(IDatabase database) : IConnectionFactory
    {
        public Npgsql.NpgsqlConnection GetOrCreateConnection() => (Npgsql.NpgsqlConnection)database.CreateConnection();
    }
}
