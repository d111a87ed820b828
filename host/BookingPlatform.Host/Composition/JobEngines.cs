using BookingPlatform.Jobs.Quartz;
using BookingPlatform.Kernel.Data;
#if HANGFIRE
using BookingPlatform.Jobs.Hangfire;
#endif

namespace BookingPlatform.Host;

/// <summary>Chooses what runs the background jobs by <c>Jobs__Engine</c>. Hangfire is there only in a build that asked for it.</summary>
internal static class JobEngines
{
    public const string Quartz = "quartz";
    public const string Hangfire = "hangfire";

    /// <exception cref="InvalidOperationException">There is no such engine, not in this build, or not on this database.</exception>
    public static IServiceCollection AddJobEngine(this IServiceCollection services, IConfiguration configuration, IDatabase database) => Of(configuration) switch
    {
        Quartz => services.AddQuartzJobs(database),
#if HANGFIRE
        Hangfire => services.AddHangfireJobs(database),
#else
        Hangfire => throw new InvalidOperationException("Jobs__Engine is hangfire, and this build is without Hangfire (hangfire-not-built). Build it with -p:HangfirePackage=<version>, or set Jobs__Engine to quartz."),
#endif
        var engine => throw new InvalidOperationException($"Jobs__Engine is '{engine}'. It must be quartz or hangfire."),
    };

    public static string Of(IConfiguration configuration) => configuration["Jobs:Engine"] ?? Quartz;
}
