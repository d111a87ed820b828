using System.Globalization;
using BookingPlatform.Connectors.Tests.Fakes;
using BookingPlatform.Notifications.Tests.Smtp;
using BookingPlatform.Testing;

namespace BookingPlatform.Bench.Faults;

/// <summary>Something that goes wrong while people work, and is over when it has run to its end.</summary>
/// <param name="Name">As in the table.</param>
/// <param name="Strike">Lets it happen.</param>
internal sealed record Fault(string Name, Func<Theatre, Task> Strike)
{
    /// <summary>Where it can happen at all.</summary>
    public IReadOnlyList<Db> On { get; private init; } = [Db.Sqlite, Db.PostgreSql];

    /// <summary>Megabytes of the disk the database lies on; null for the machine's own.</summary>
    public int? SmallDisk { get; private init; }

    public bool NeedsOurClock { get; private init; }

    private static readonly Func<VendorFault>[] HotelFaults =
        [() => VendorFault.LostAnswer, () => VendorFault.Reset, () => VendorFault.Html, () => VendorFault.TruncatedJson, () => VendorFault.Status(429), () => VendorFault.Status(500), () => VendorFault.NeverAfterwards];

    public static IReadOnlyList<Fault> All { get; } =
    [
        new("none", _ => Task.Delay(TimeSpan.FromSeconds(6))),
        new("kill -9 a node", KillNodes),
        new("kill -9 PostgreSQL", KillServer) { On = [Db.PostgreSql] },
        new("restart of each node", Restart),
        new("pause longer than a lease", Pause),
        new("disk full", FillDisk) { SmallDisk = 400 },
        new("slow fsync", SlowFsync),
        new("lines cut", Cut) { On = [Db.PostgreSql] },
        new("lines half open", HalfOpen) { On = [Db.PostgreSql] },
        new("mail server in trouble", MailTrouble),
        new("hotel system in trouble", HotelTrouble),
        new("clock jumps two hours on and back", ClockJumps) { NeedsOurClock = true },
    ];

    private static async Task KillNodes(Theatre theatre)
    {
        foreach (var node in theatre.Nodes.Concat(theatre.Nodes))
        {
            await Task.Delay(1500);
            await node.Kill();
            await node.StartAgain();
        }
    }

    private static async Task KillServer(Theatre theatre)
    {
        for (var round = 0; round < 3; round++)
        {
            await Task.Delay(1500);
            theatre.Cluster!.KillHard();
            await StartAgain(theatre.Cluster);
        }
    }

    /// <summary>What the killed server began notices one by one that it is gone, and until the last has, nobody may start another on its memory.</summary>
    internal static async Task StartAgain(PostgresCluster cluster)
    {
        for (var tries = 0; ; tries++)
        {
            await Task.Delay(500);
            try
            {
                await cluster.StartAgain();
                return;
            }
            catch (InvalidOperationException) when (tries < 20)
            {
            }
        }
    }

    private static async Task Restart(Theatre theatre)
    {
        foreach (var node in theatre.Nodes)
        {
            await Task.Delay(1000);
            await node.Stop();
            await node.StartAgain();
        }
    }

    private static async Task Pause(Theatre theatre)
    {
        foreach (var node in theatre.Nodes)
        {
            await Task.Delay(1500);
            await node.Signal("STOP");
            await Task.Delay(Theatre.Lease + TimeSpan.FromSeconds(2));
            await node.Signal("CONT");
        }
    }

    /// <summary>PostgreSQL gives up when it cannot write its log, and is started again when there is room.</summary>
    private static async Task FillDisk(Theatre theatre)
    {
        await Task.Delay(1500);
        var filler = Path.Combine(SmallDisks.Of(theatre), "filler");
        await Shell.Run("dd", "if=/dev/zero", $"of={filler}", "bs=1M");
        await Shell.Run("dd", "if=/dev/zero", $"of={filler}2", "bs=1k");
        await Task.Delay(TimeSpan.FromSeconds(4));
        File.Delete(filler);
        File.Delete(filler + "2");
        if (theatre.Cluster is { Pid: null } fallen)
            await StartAgain(fallen);
    }

    /// <summary>A fifth of a second for each.</summary>
    private static async Task SlowFsync(Theatre theatre)
    {
        var pids = theatre.Cluster is { Pid: { } server } ? [server, .. PostgresCluster.ChildrenOf(server)] : theatre.Nodes.Select(node => node.Pid);
        await Shell.Run("timeout", ["6", "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync,fdatasync", "-e", "inject=fsync,fdatasync:delay_enter=200000", .. pids.SelectMany(pid => new[] { "-p", pid.ToString(CultureInfo.InvariantCulture) })]);
    }

    private static async Task Cut(Theatre theatre)
    {
        for (var round = 0; round < 12; round++)
        {
            await Task.Delay(500);
            theatre.Wire!.Cut();
        }
    }

    private static async Task HalfOpen(Theatre theatre)
    {
        for (var round = 0; round < 2; round++)
        {
            await Task.Delay(1000);
            theatre.Wire!.GoDead();
            await Task.Delay(TimeSpan.FromSeconds(6));
            theatre.Wire.Cut();
            theatre.Wire.Heal();
        }
    }

    private static async Task MailTrouble(Theatre theatre)
    {
        foreach (var mood in (SmtpMood[])[SmtpMood.Busy, SmtpMood.Greylists, SmtpMood.DropsBeforeText, SmtpMood.SlowBanner])
        {
            theatre.Mail.Mood = mood;
            await Task.Delay(1500);
        }

        theatre.Mail.Mood = SmtpMood.Takes;
    }

    private static async Task HotelTrouble(Theatre theatre)
    {
        for (var round = 0; round < 40; round++)
        {
            theatre.Hotel.Fail(HotelFaults[round % HotelFaults.Length](), times: 1);
            await Task.Delay(150);
        }

        theatre.Hotel.Recover();
    }

    private static async Task ClockJumps(Theatre theatre)
    {
        foreach (var platform in theatre.Platforms)
        {
            await Task.Delay(1500);
            platform.Clock.Shift(TimeSpan.FromHours(2));
            await Task.Delay(1500);
            platform.Clock.Shift(TimeSpan.FromHours(-2));
        }
    }
}
