namespace BookingPlatform.Kernel.Ui;

/// <summary>
/// The components of one page share one Work, so one connection, and would load at the same time. Each takes its turn instead:
/// on a database that really waits (PostgreSQL, SQL Server) they would otherwise fail with "a second operation was started".
/// </summary>
public sealed class OneAtATime : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly AsyncLocal<bool> isMine = new();

    /// <summary>Loads a component, after whoever is at work now.</summary>
    internal async Task Load(Func<Task> load)
    {
        await turn.WaitAsync();
        try
        {
            await load();
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Handles a form. A component that hands its form on to the page around it keeps the turn.</summary>
    internal async Task Handle(Func<Task> handle)
    {
        if (isMine.Value)
        {
            await handle();
            return;
        }

        isMine.Value = true;
        await Load(handle);
    }

    public void Dispose() => turn.Dispose();
}
