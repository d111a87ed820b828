namespace BookingPlatform.Connectors.Tests.Fakes;

/// <summary>The real time, but timers run out sooner: back-off and time limits keep their proportions and tests stay short.</summary>
public sealed class HurriedClock(int times) : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new HurriedTimer(base.CreateTimer(callback, state, Hurried(dueTime), Hurried(period)), Hurried);

    private TimeSpan Hurried(TimeSpan wait) => wait > TimeSpan.Zero ? wait / times : wait;

    private sealed class HurriedTimer(ITimer timer, Func<TimeSpan, TimeSpan> hurried) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(hurried(dueTime), hurried(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
