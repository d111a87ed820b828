namespace BookingPlatform.Match;

internal static class Generator
{
    public static void Write(TextWriter writer, int people, int seed) => writer.WriteLine($"{people} {seed}");
}
