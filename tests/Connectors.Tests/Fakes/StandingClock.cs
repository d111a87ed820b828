namespace BookingPlatform.Connectors.Tests.Fakes;

/// <summary>A clock that stands still, and goes on to the next timer when everything that can happen now has happened. One thread does it all, so every run is the same.</summary>
public sealed class StandingClock : TimeProvider
{
    private readonly PriorityQueue<Timer, DateTimeOffset> timers = new();
    private DateTimeOffset now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan by) => now += by;

    /// <summary>Lets time pass, timer by timer, until the work is done.</summary>
    public void Run(Func<Task> work)
    {
        var before = SynchronizationContext.Current;
        var queue = new WorkQueue();
        SynchronizationContext.SetSynchronizationContext(queue);
        try
        {
            var task = work();
            while (!task.IsCompleted)
                if (!queue.RunOne())
                    RingNext();
            task.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private void RingNext()
    {
        if (!timers.TryDequeue(out var timer, out var due))
            throw new InvalidOperationException("Everybody waits, and for nothing.");
        now = due > now ? due : now;
        timer.Ring();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(() => callback(state));
        timers.Enqueue(timer, now + dueTime);
        return timer;
    }

    private sealed class WorkQueue : SynchronizationContext
    {
        private readonly Queue<Action> waiting = new();

        public override void Post(SendOrPostCallback d, object? state) => waiting.Enqueue(() => d(state));

        public bool RunOne()
        {
            if (!waiting.TryDequeue(out var act))
                return false;
            act();
            return true;
        }
    }

    private sealed class Timer(Action act) : ITimer
    {
        private bool stopped;

        public void Ring()
        {
            if (!stopped)
                act();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException("Nothing here needs it.");

        public void Dispose() => stopped = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
