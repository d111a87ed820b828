using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BookingPlatform.Connectors.Sync.Queue;

/// <summary>
/// Closes a connection that is away or refuses us, and opens it again. While it is closed a push is parked instead of tried, so ten thousand waiting customers
/// cost nothing and one probe asks for all. Closing, opening and parking write the connection's row first, so they happen one after the other.
/// </summary>
internal sealed class ConnectionDesk(SyncDb db, Work work, IOptions<SyncSettings> options)
{
    /// <summary>A refusal is seldom over soon, and asking often with wrong credentials gets programs locked out.</summary>
    private const int PatienceWithRefusals = 20;

    private readonly SyncSettings settings = options.Value;

    /// <summary>Notes that a push went well. Rarely writes: the time of the last success needs no better than half a minute.</summary>
    public Task<int> Succeeded(Guid connection, CancellationToken ct)
    {
        var (now, stale) = (work.Now, work.Now.AddSeconds(-30));
        return One(connection)
            .Where(row => row.LastSuccessUtc == null || row.LastSuccessUtc < stale || row.Trouble > 0 || row.FailuresInARow > 0 || row.Health == ConnectionHealth.New)
            .ExecuteUpdateAsync(set => set
                .SetProperty(row => row.Health, row => row.Health == ConnectionHealth.New ? ConnectionHealth.Working : row.Health)
                .SetProperty(row => row.LastSuccessUtc, now)
                .SetProperty(row => row.Trouble, 0)
                .SetProperty(row => row.FailuresInARow, 0)
                .SetProperty(row => row.LastFailedOperation, (Guid?)null), ct);
    }

    /// <summary>Notes a passing failure of one customer. Several customers in a row mean that the PMS is away; one alone, however often, does not.</summary>
    /// <returns>Whether the connection is closed now.</returns>
    public async Task<bool> Failed(Guid connection, Guid operation, PmsFailure.Transient failure, CancellationToken ct)
    {
        var (now, sentence) = (work.Now, failure.Message);
        await One(connection).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.LastFailureUtc, now)
            .SetProperty(row => row.LastFailure, sentence)
            .SetProperty(row => row.FailuresInARow, row => row.LastFailedOperation == operation ? row.FailuresInARow : row.FailuresInARow + 1)
            .SetProperty(row => row.LastFailedOperation, operation), ct);
        var failures = await One(connection).Select(row => row.FailuresInARow).SingleOrDefaultAsync(ct);
        if (failures < settings.FailuresUntilAway)
            return false;
        await Close(connection, ConnectionHealth.Away, failure.Message, failure.RetryAfter, ct);
        return true;
    }

    /// <summary>Closes an open connection and sees to it that it is asked again.</summary>
    public async Task Close(Guid connection, ConnectionHealth health, string sentence, TimeSpan? notBefore, CancellationToken ct)
    {
        var trouble = await One(connection).Select(row => row.Trouble).SingleOrDefaultAsync(ct);
        var (now, probe) = (work.Now, work.Now + Wait(health, trouble, notBefore));
        var closed = await One(connection).Where(row => !row.Paused && (row.Health == ConnectionHealth.New || row.Health == ConnectionHealth.Working)).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.Health, health)
            .SetProperty(row => row.LastFailureUtc, now)
            .SetProperty(row => row.LastFailure, sentence)
            .SetProperty(row => row.NextProbeUtc, probe)
            .SetProperty(row => row.Trouble, row => row.Trouble + 1), ct);
        if (closed > 0)
            work.Tell(new PmsProbeDue(connection), Guid.CreateVersion7());
    }

    /// <summary>A probe in vain.</summary>
    public async Task<TimeSpan> StayClosed(Connection connection, ConnectionHealth health, PmsFailure failure, CancellationToken ct)
    {
        var (now, sentence) = (work.Now, failure.Message);
        var wait = Wait(health, connection.Trouble, (failure as PmsFailure.Transient)?.RetryAfter);
        await One(connection.Id).Where(row => row.Health == ConnectionHealth.Away || row.Health == ConnectionHealth.Refused).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.Health, health)
            .SetProperty(row => row.LastFailureUtc, now)
            .SetProperty(row => row.LastFailure, sentence)
            .SetProperty(row => row.NextProbeUtc, now + wait)
            .SetProperty(row => row.Trouble, row => row.Trouble + 1), ct);
        return wait;
    }

    /// <summary>A test went well: what was parked goes on.</summary>
    public async Task Open(Guid connection, string propertyName, CancellationToken ct)
    {
        var now = work.Now;
        await One(connection).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.Health, ConnectionHealth.Working)
            .SetProperty(row => row.PropertyName, propertyName)
            .SetProperty(row => row.LastSuccessUtc, now)
            .SetProperty(row => row.NextProbeUtc, (DateTime?)null)
            .SetProperty(row => row.FailuresInARow, 0)
            .SetProperty(row => row.LastFailedOperation, (Guid?)null), ct);
        Release(connection);
    }

    public void Release(Guid connection) => work.Tell(new PmsReleaseDue(connection), connection);

    /// <summary>Parks the operation if the connection is closed, under the lock of its row: an opening at the same moment comes before, or finds it parked.</summary>
    public async Task<bool> Park(Operation operation, CancellationToken ct)
    {
        var stillClosed = await One(operation.ConnectionId)
            .Where(row => row.Paused || row.Health == ConnectionHealth.Away || row.Health == ConnectionHealth.Refused)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Health, row => row.Health), ct);
        if (stillClosed > 0)
            operation.Park(work.Now);
        return stillClosed > 0;
    }

    private IQueryable<Connection> One(Guid id) => db.Connections.Where(row => row.Id == id);

    private TimeSpan Wait(ConnectionHealth health, int trouble, TimeSpan? notBefore)
    {
        var first = health is ConnectionHealth.Refused ? settings.FirstProbe * PatienceWithRefusals : settings.FirstProbe;
        var wait = first * Math.Pow(2, Math.Min(trouble, 10));
        wait = wait < settings.LongestProbe ? wait : settings.LongestProbe;
        return notBefore > wait ? notBefore.Value : wait;
    }
}
