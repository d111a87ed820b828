using System.Collections.Concurrent;
using System.Globalization;
using BookingPlatform.Testing;

namespace BookingPlatform.Bench.Faults;

/// <summary>Disks in memory that can be full. Mounting one needs root.</summary>
internal static class SmallDisks
{
    private static readonly ConcurrentDictionary<string, string> Mounted = [];

    /// <returns>Where it is, or null when this user may not mount.</returns>
    public static async Task<string?> Mount(int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("bp-disk-").FullName;
        if (!await Shell.Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m,mode=0777"), "tmpfs", folder))
            return null;
        Mounted[folder] = folder;
        return folder;
    }

    public static string Of(Theatre theatre) => Mounted.Keys.Single(folder => theatre.Cluster is { } cluster
        ? cluster.LogFolder.StartsWith(folder, StringComparison.Ordinal)
        : theatre.Settings.ConnectionString.Contains(folder, StringComparison.Ordinal));

    public static async Task Unmount(string folder)
    {
        await Shell.Run("umount", "-l", folder);
        Mounted.TryRemove(folder, out _);
    }
}
