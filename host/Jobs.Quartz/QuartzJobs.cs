using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace BookingPlatform.Jobs.Quartz;

/// <summary>Runs the modules' jobs on Quartz.NET: persistent, clustered on the server databases, recovered when a node dies.</summary>
public static class QuartzJobs
{
    public static IServiceCollection AddQuartzJobs(this IServiceCollection services, IDatabase database)
    {
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "BookingPlatform";
                scheduler.GenerateInstanceId = true;
            });
            quartz.UseDefaultThreadPool(4);
            quartz.UsePersistentStore(store =>
            {
                Choose(store, database);
                store.ProvisionSchema();
                store.UseSystemTextJsonSerializer();
            });
        });
        services.AddQuartzHostedService(hosted =>
        {
            hosted.WaitForJobsToComplete = true;
            hosted.AwaitApplicationStarted = true;
        });
        return services
            .AddSingleton<IJobEngine, QuartzEngine>()
            .AddHostedService<QuartzSchedules>();
    }

    private static void Choose(IPersistentStoreBuilder store, IDatabase database)
    {
        switch (database.Provider)
        {
            case "Sqlite":
                store.UseSqlite(database.Factory, database.JobStore);
                break;
            case "PostgreSql":
                store.UsePostgres(database.Factory, database.JobStore);
                store.UseClustering(CheckIn);
                break;
            default:
                store.UseSqlServer(database.Factory, database.JobStore);
                store.UseClustering(CheckIn);
                break;
        }
    }

    /// <summary>A silent node's jobs start elsewhere after at most twelve seconds: its last check-in, the threshold, and until another node looks.</summary>
    private static void CheckIn(ClusteringOptions cluster)
    {
        cluster.CheckinInterval = TimeSpan.FromSeconds(3);
        cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(6);
    }
}
