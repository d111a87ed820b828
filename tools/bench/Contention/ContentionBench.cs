using BookingPlatform.Bench.Report;

namespace BookingPlatform.Bench.Contention;

internal static class ContentionBench
{
    public static Task<Section> Run(BenchOptions options) => throw new NotSupportedException(options.Command);
}
