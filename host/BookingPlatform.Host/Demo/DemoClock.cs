namespace BookingPlatform.Host.Demo;

/// <summary>A clock that starts some days ago, so that the demo's past is booked before it happens, and then jumps to now.</summary>
internal sealed class DemoClock : TimeProvider
{
    private long behind = TimeSpan.FromDays(4).Ticks;

    public void CatchUp() => Interlocked.Exchange(ref behind, 0);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(-Interlocked.Read(ref behind));
}
