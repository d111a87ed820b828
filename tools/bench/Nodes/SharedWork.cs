namespace BookingPlatform.Bench.Nodes;

/// <summary>Whether the nodes share what nobody sees: deliveries and jobs.</summary>
internal sealed class SharedWork(House house)
{
    /// <summary>The shortest pause between two times of any job; runs that began closer together were of one time.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(5);
    private readonly HashSet<string> couriers = [];

    /// <summary>Nodes that were seen delivering.</summary>
    public int Couriers => couriers.Count;

    /// <summary>Looks who holds a share of the outbox, until told to stop.</summary>
    public async Task Look(CancellationToken until)
    {
        while (!until.IsCancellationRequested)
        {
            couriers.UnionWith(await house.Names("SELECT DISTINCT \"Owner\" FROM kernel_lanes WHERE \"LeasedUntilUtc\" > now()"));
            await Task.Delay(100, CancellationToken.None);
        }
    }

    /// <summary>Waits until every job of the shortest interval has had its second time, on whichever nodes.</summary>
    /// <returns>How many runs there were, and how many of them began in the time of another.</returns>
    public async Task<(long Runs, long Twice)> Jobs()
    {
        for (var until = DateTime.UtcNow + Between + TimeSpan.FromMinutes(2); DateTime.UtcNow < until; await Task.Delay(1000))
            if (await house.Count("SELECT MIN(c) FROM (SELECT COUNT(*) c FROM kernel_job_runs WHERE \"Job\" IN ('send-reminders', 'read-bounces', 'detect-no-shows', 'pms-changes') GROUP BY \"Job\") t") >= 2)
                break;
        return (await house.Count("SELECT COUNT(*) FROM kernel_job_runs"),
            await house.Count($"SELECT COUNT(*) FROM kernel_job_runs one JOIN kernel_job_runs other ON one.\"Job\" = other.\"Job\" AND other.\"StartedAtUtc\" > one.\"StartedAtUtc\" AND other.\"StartedAtUtc\" - one.\"StartedAtUtc\" < interval '{(Between / 2).TotalSeconds} seconds'"));
    }
}
