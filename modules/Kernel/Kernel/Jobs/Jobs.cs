using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Kernel.Jobs;

/// <summary>Background work of a module. It knows no engine; it is run by one node at a time.</summary>
public interface IJob
{
    Task Run(JobProgress progress, CancellationToken ct);
}

/// <summary>When a job runs: at an interval, or every night.</summary>
/// <param name="Interval">For example an hour; a day for nightly jobs.</param>
/// <param name="At">UTC time of day of a nightly job.</param>
public sealed record Schedule(TimeSpan Interval, TimeOnly? At)
{
    public static Schedule Every(TimeSpan interval) => new(interval, null);

    public static Schedule Nightly(TimeOnly atUtc) => new(TimeSpan.FromDays(1), atUtc);
}

/// <summary>A job as the Jobs page lists it.</summary>
/// <param name="Name">Stable, kebab-case.</param>
/// <param name="Title">For people: "Send what is waiting".</param>
/// <param name="Type">The class that does it.</param>
/// <param name="Schedule">When.</param>
public sealed record JobPlan(string Name, string Title, Type Type, Schedule Schedule);

/// <summary>Lets a running job say how far it is; stored every second at most.</summary>
public sealed class JobProgress(Func<int, int, Task> store, TimeProvider clock)
{
    private long last;

    public int Done { get; private set; }

    public int Total { get; private set; }

    public async Task Report(int done, int total)
    {
        (Done, Total) = (done, total);
        if (last != 0 && clock.GetElapsedTime(last) < TimeSpan.FromSeconds(1))
            return;
        last = clock.GetTimestamp();
        await store(done, total);
    }
}

/// <summary>The engine behind the jobs, as the Jobs page and the API see it.</summary>
public interface IJobEngine
{
    Task<IReadOnlyList<JobTimes>> Times(CancellationToken ct);

    /// <returns>False when somebody has just asked for it and that run has not ended: two operators, or a double click, are one run.</returns>
    Task<bool> RunNow(string job, CancellationToken ct);

    Task Pause(string job, CancellationToken ct);

    Task Resume(string job, CancellationToken ct);

    /// <summary>This node starts no more jobs; those that run here end. The other nodes go on.</summary>
    Task TakeNoWork(CancellationToken ct);

    /// <summary>This node starts jobs again.</summary>
    Task TakeWork(CancellationToken ct);
}

public sealed record JobTimes(string Job, DateTime? NextRunUtc, bool Paused);

public static class JobRegistration
{
    public static IServiceCollection AddJob<TJob>(this IServiceCollection services, string name, string title, Schedule schedule) where TJob : class, IJob =>
        services.AddScoped<TJob>().AddSingleton(new JobPlan(name, title, typeof(TJob), schedule));
}
