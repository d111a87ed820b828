using System.Globalization;
using System.Runtime.InteropServices;

namespace BookingPlatform.Bench.Report;

/// <summary>What the figures were measured on, by size only.</summary>
internal static class Machine
{
    public static string Size() => string.Create(CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} cores ({Processor()}), {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1_073_741_824.0:0} GiB memory, {RuntimeInformation.FrameworkDescription}");

    private static string Processor() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ", 2)[^1] ?? "model unknown"
        : RuntimeInformation.ProcessArchitecture.ToString();
}
