namespace BookingPlatform.Testing;

/// <summary>The machine's clock, moved by as much as a test likes.</summary>
public sealed class ShiftedClock : TimeProvider
{
    private long shift;

    public void Shift(TimeSpan by) => Interlocked.Add(ref shift, by.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref shift));
}

/// <summary>Waits for what happens soon but not at once.</summary>
public static class Eventually
{
    public static async Task IsTrue(Func<Task<bool>> condition, string what, int seconds = 60)
    {
        var until = DateTime.UtcNow.AddSeconds(seconds);
        while (!await condition())
        {
            if (DateTime.UtcNow > until)
                throw new Xunit.Sdk.XunitException($"Waited {seconds} seconds in vain until {what}.");
            await Task.Delay(50);
        }
    }
}
