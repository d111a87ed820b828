using System.IO.Compression;
using BookingPlatform.Bench.Faults;
using BookingPlatform.Bench.Report;
using BookingPlatform.Testing;

namespace BookingPlatform.Bench.Nodes;

/// <summary>Three nodes that are started in the same moment on a database that has to be migrated: one does it, the others wait for it.</summary>
internal static class FirstStart
{
    private const int Nodes = 3;

    public static async Task<IEnumerable<Figure>> Figures() => [.. await On("an empty database", EmptyDatabase), .. await On("the stored database of an earlier version", StoredDatabase)];

    private static async Task<IEnumerable<Figure>> On(string what, Func<Task<PlatformSettings>> prepare)
    {
        var settings = await prepare();
        var before = await Applied(settings);
        var nodes = await House.Raise(settings, Nodes);
        try
        {
            var said = nodes.Select(node => node.Said.SelectMany(Announced).ToList()).ToList();
            var applied = await Applied(settings) - before;
            var (sum, twice) = (said.Sum(one => one.Count), said.SelectMany(one => one).GroupBy(one => one).Count(one => one.Count() > 1));
            return
            [
                new($"{what}: migrations applied", $"{applied}", $"announced by the nodes: {sum}", Math.Abs(applied - sum) + twice) { Bar = new(0, AtMost: true) },
                new($"{what}: nodes that migrated", $"{said.Count(one => one.Count > 0)} of {Nodes}", "", said.Count(one => one.Count > 0)) { Bar = new(1, AtMost: true) },
                new($"{what}: nodes that did not become ready", $"{nodes.Count(node => node.HasExited)}", "", nodes.Count(node => node.HasExited)) { Bar = new(0, AtMost: true) },
            ];
        }
        finally
        {
            foreach (var node in nodes)
                await node.DisposeAsync();
        }
    }

    /// <summary>A line names a module and its migrations: "Migrating BookingsDb: 0001_Initial, 0002_Alerts".</summary>
    private static IEnumerable<string> Announced(string line) => line.Split("Migrating ") is [_, var told] && told.Split(": ") is [var module, var names] ? names.Split(", ").Select(name => $"{module} {name}") : [];

    private static string StoredFile => Path.Combine(BenchOptions.FolderOfSolution(), "tests", "Platform.Tests", "Data", "stored-2026-11-22.db.gz");

    /// <summary>Of all modules together; none while there are no tables.</summary>
    private static async Task<long> Applied(PlatformSettings settings)
    {
        var histories = await House.Names(settings, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE '%\\_migrations'");
        return histories.Count == 0 ? 0 : await House.Count(settings, $"SELECT SUM(c) FROM ({string.Join(" UNION ALL ", histories.Select(table => $"SELECT COUNT(*) c FROM {table}"))}) t");
    }

    private static Task<PlatformSettings> EmptyDatabase() => House.NewDatabase();

    private static async Task<PlatformSettings> StoredDatabase()
    {
        var settings = await House.NewDatabase();
        var file = Path.Combine(settings.Folder, "stored.db");
        await using (var packed = new GZipStream(File.OpenRead(StoredFile), CompressionMode.Decompress))
        await using (var unpacked = File.Create(file))
            await packed.CopyToAsync(unpacked);
        await StoredVersion.Rebuild(file, settings);
        return settings;
    }
}
