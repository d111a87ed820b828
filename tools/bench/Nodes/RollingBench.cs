using System.Globalization;
using BookingPlatform.Bench.Report;

namespace BookingPlatform.Bench.Nodes;

/// <summary>Several nodes behind nginx: updated one after the other while people work, killed, and started together on a database that has to be migrated.</summary>
internal static class RollingBench
{
    private const int Rounds = 2;
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(20);

    public static async Task<Section> Run(BenchOptions options)
    {
        if (Proxy.Program is null)
            throw new InvalidOperationException("nginx is not installed, and without it there is nothing to measure: apt-get install nginx-light.");
        var deployed = Path.Combine(Path.GetDirectoryName(options.ResultsFile)!, "..", "deploy", "nginx.conf");
        var section = new Section("rolling", "Nodes in processes of their own on one PostgreSQL, behind nginx with the file of tools/deploy. Three members of staff at their pages, three programs that book with an idempotency key and cancel, three guests at the public pages; no cookie or address keeps anybody at one node, and nobody asks twice for anything. Each node is stopped with SIGTERM, started and waited for, one after the other, two rounds.");
        if (options.Has(1))
            section.Add("Three nodes", await Three(deployed));
        if (options.Has(2))
            section.Add("Two nodes", await Two(deployed));
        if (options.Has(3))
            section.Add("Three nodes started together", await FirstStart.Figures());
        section.Note("Failed: every request without an answer or with a status of 400 and more. Lost: told to somebody as booked or cancelled, and not so in the database. Doubled: there and told to nobody, after taking off those whose request failed.");
        section.Note("Control: the same load through the same file with `proxy_next_upstream off`, while a node is killed with SIGKILL. In the row above it the file is as deployed; what fails there are forms that were under way on that node.");
        return section;
    }

    private static async Task<IEnumerable<Figure>> Three(string deployed)
    {
        await using var house = await House.Open(3);
        var update = await Update(house, deployed);
        var jobs = await new SharedWork(house).Jobs();
        return
        [
            .. update,
            new("runs of recurring jobs that began in the time of another", $"{jobs.Twice} of {jobs.Runs}", "", jobs.Twice) { Bar = new(0, AtMost: true) },
            await Killed(house, deployed, asksAgain: true),
            await Killed(house, deployed, asksAgain: false),
        ];
    }

    private static async Task<IEnumerable<Figure>> Two(string deployed)
    {
        await using var house = await House.Open(2);
        return await Update(house, deployed);
    }

    private static async Task<IEnumerable<Figure>> Update(House house, string deployed)
    {
        await using var proxy = await Proxy.Start(deployed, house.Nodes.Select(node => node.Address));
        var (tally, shared) = (new Tally(), new SharedWork(house));
        var visitors = new Visitors(proxy.Address, house.Business, tally);
        using var over = new CancellationTokenSource();
        var working = Task.WhenAll(visitors.Work(over.Token), shared.Look(over.Token));
        await Task.Delay(Steady);
        var warm = DateTime.UtcNow;
        await Task.Delay(Steady);
        var begun = DateTime.UtcNow;
        await Roll(house);
        var ended = DateTime.UtcNow;
        await over.CancelAsync();
        await working;
        return await Tell(house, proxy, visitors, shared, new(tally.Between(DateTime.MinValue, DateTime.MaxValue), tally.Between(warm, begun), tally.Between(begun, ended)));
    }

    /// <summary>As tools/deploy says: restart, wait until it is ready, go on.</summary>
    private static async Task Roll(House house)
    {
        for (var round = 1; round <= Rounds; round++)
            foreach (var (node, number) in house.Nodes.Select((node, at) => (node, at + 1)))
            {
                var began = DateTime.UtcNow;
                await node.Stop();
                var stopped = DateTime.UtcNow;
                await node.StartAgain();
                Console.Error.WriteLine($"round {round}, node {number}: {(stopped - began).TotalSeconds:0.0} s to stop, {(DateTime.UtcNow - stopped).TotalSeconds:0.0} s until ready");
            }
    }

    private sealed record Phases(IReadOnlyList<Seen> All, IReadOnlyList<Seen> Before, IReadOnlyList<Seen> During);

    private static async Task<IEnumerable<Figure>> Tell(House house, Proxy proxy, Visitors visitors, SharedWork shared, Phases seen)
    {
        var failed = Complain(seen.All, proxy);
        var tied = seen.All.GroupBy(one => one.Visitor).Count(visitor => visitor.Select(one => one.Node).Distinct().Count() < house.Nodes.Count);
        var (lost, doubled) = await Against(house, visitors);
        var (before, during) = (Tally.P95(seen.Before), Tally.P95(seen.During));
        return
        [
            new("failed requests", $"{failed:#,0} of {seen.All.Count:#,0}", "", failed) { Bar = new(0, AtMost: true) },
            new("bookings and cancellations lost", $"{lost} of {visitors.Booked.Count + visitors.Cancelled.Count:#,0}", "", lost) { Bar = new(0, AtMost: true) },
            new("bookings doubled", $"{doubled}", "", doubled) { Bar = new(0, AtMost: true) },
            new("visitors whom not every node answered", $"{tied} of 9", "", tied) { Bar = new(0, AtMost: true) },
            new("nodes seen delivering from the outbox, of all that ran", $"{shared.Couriers}", "", shared.Couriers) { Bar = new(house.Nodes.Count, AtMost: false) },
            new("p95 during the update, beside before it", string.Create(CultureInfo.InvariantCulture, $"{during:0} ms"), string.Create(CultureInfo.InvariantCulture, $"{before:0} ms"), during / before),
        ];
    }

    private static async Task<(long Lost, long Doubled)> Against(House house, Visitors visitors)
    {
        var there = (await house.Names("SELECT \"Code\" FROM bookings_bookings")).ToHashSet();
        var cancelled = (await house.Names("SELECT \"Id\" FROM bookings_bookings WHERE \"Status\" = 'Cancelled'")).Select(Guid.Parse).ToHashSet();
        var lost = visitors.Booked.Keys.Count(code => !there.Contains(code)) + visitors.Cancelled.Keys.Count(id => !cancelled.Contains(id));
        return (lost, Math.Max(0, there.Count(code => !visitors.Booked.ContainsKey(code)) - visitors.Unknown));
    }

    private static async Task<Figure> Killed(House house, string deployed, bool asksAgain)
    {
        await using var proxy = await Proxy.Start(deployed, house.Nodes.Select(node => node.Address), asksAgain);
        var tally = new Tally();
        var visitors = new Visitors(proxy.Address, house.Business, tally);
        using var over = new CancellationTokenSource();
        var working = visitors.Work(over.Token);
        await Task.Delay(Steady / 2);
        await house.Nodes[0].Kill();
        await Task.Delay(Steady / 2);
        await over.CancelAsync();
        await working;
        await house.Nodes[0].StartAgain();
        var seen = tally.Between(DateTime.MinValue, DateTime.MaxValue);
        var failed = Complain(seen, proxy);
        return asksAgain
            ? new("a node killed: failed requests", $"{failed:#,0} of {seen.Count:#,0}", "", null)
            : new("control, a node killed and nothing asked again: failed requests", $"{failed:#,0} of {seen.Count:#,0}", "", failed) { Bar = new(1, AtMost: false) };
    }

    private static int Complain(IReadOnlyList<Seen> seen, Proxy proxy)
    {
        var failed = seen.Where(one => one.Failure is not null).ToList();
        foreach (var one in failed.Take(12))
            Console.Error.WriteLine($"  {one.SentAtUtc:HH:mm:ss.fff} {one.Failure}");
        if (failed.Count > 0)
            foreach (var line in proxy.Complaints().TakeLast(12))
                Console.Error.WriteLine($"  nginx: {line}");
        return failed.Count;
    }
}
