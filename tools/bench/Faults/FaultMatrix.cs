using BookingPlatform.Bench.Report;
using BookingPlatform.Testing;

namespace BookingPlatform.Bench.Faults;

/// <summary>Everything that people do, while everything that can break breaks, on both databases: what was answered for must be there, once.</summary>
internal static class FaultMatrix
{
    private const int Clients = 5;
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(4);

    public static async Task<Section> Run(BenchOptions options)
    {
        var section = new Section("faults", $"{Clients} clients book, cancel, correct emails and enter people twice; each asks again with the same idempotency key until it is answered. Two nodes on PostgreSQL, one on SQLite, in processes of their own.");
        foreach (var db in (Db[])[Db.Sqlite, Db.PostgreSql])
        {
            var figures = new List<Figure>();
            foreach (var (fault, number) in Fault.All.Select((fault, at) => (fault, at + 1)).Where(one => one.fault.On.Contains(db) && options.Has(one.Item2)))
                figures.AddRange(await Play(fault, db));
            section.Add($"{db}: done / lost / doubled", figures);
        }

        section.Note("Done: answered for (sync and mail: what reached the hotel and the mail server). Lost: answered for and not there. Doubled: there twice, or after a newer one. Judged: lost and doubled of all, and answers that no fault excuses.");
        section.Note("Mail, doubled: the node died between the mail server's 250 and writing it down, and the mail went out once more under the same Message-ID; SMTP has no way round that but losing it (RFC 1047). A node that lives through a fault waits for its database and sends nothing twice.");
        section.Note("Control of each row: a booking, a cancellation, an email, a pair, a guest and a mail that never were are written into the ledgers, and a mail and a hotel write repeated; all eight must be noticed (seven where nothing was written to the hotel after the guests were made).");
        return section;
    }

    private static async Task<IEnumerable<Figure>> Play(Fault fault, Db db)
    {
        var disk = fault.SmallDisk is { } megabytes ? await SmallDisks.Mount(megabytes) : "";
        if (disk is null)
            return [new Figure($"{fault.Name}: not run, a small disk could not be mounted", "", "", null)];
        try
        {
            await using var theatre = await Theatre.Open(db, disk.Length > 0 ? disk : null, fault.NeedsOurClock);
            var ledger = new Ledger();
            await Storm(fault, theatre, ledger);
            return await Tell(fault, theatre, ledger);
        }
        catch (Exception e)
        {
            // The other rows are worth having all the same.
            Console.Error.WriteLine($"{fault.Name} on {db}: the bench itself failed: {e}");
            return [new Figure($"{fault.Name}: not measured, the bench failed ({e.GetType().Name})", "", "", null)];
        }
        finally
        {
            if (disk.Length > 0)
                await SmallDisks.Unmount(disk);
        }
    }

    private static async Task Storm(Fault fault, Theatre theatre, Ledger ledger)
    {
        using var over = new CancellationTokenSource();
        var clients = Enumerable.Range(0, Clients).Select(seed => new Client(theatre.House.ApiKey, theatre.Doors, theatre.House.Slots, ledger, seed)).ToList();
        var working = clients.Select(client => client.Work(over.Token)).ToList();
        await Task.Delay(Before);
        await fault.Strike(theatre);
        await Task.Delay(Before);
        await over.CancelAsync();
        await Task.WhenAll(working);
        clients.ForEach(client => client.Dispose());
    }

    private static async Task<IEnumerable<Figure>> Tell(Fault fault, Theatre theatre, Ledger ledger)
    {
        using var judge = new Judge(theatre, ledger);
        var unrest = await judge.AtRest();
        var findings = await judge.Judged();
        var wrong = findings.Sum(finding => finding.Lost + finding.Doubled) + ledger.Unexpected.Count + (unrest is null ? 0 : 1);
        Console.Error.WriteLine($"{fault.Name} on {theatre.Settings.Db}: {string.Join(", ", findings)}; asked again {ledger.Repeats} times{(unrest is null ? "" : $"; {unrest}")}");
        foreach (var strange in ledger.Unexpected.Take(5))
            Console.Error.WriteLine($"  {strange}");
        // What was never written to the hotel or mailed cannot be written or mailed twice.
        var lies = 6 + (theatre.Mail.Mails.Count > 0 ? 1 : 0) + (theatre.Hotel.Hotel.EmailsWritten.Count > 0 ? 1 : 0);
        var noticed = await Control(judge, theatre, ledger, findings);
        return
        [
            new Figure(fault.Name, string.Join(" · ", findings), $"asked again {ledger.Repeats} times", wrong) { Bar = new(0, AtMost: true) },
            new Figure($"{fault.Name}: control", $"{noticed} of {lies} noticed", "", noticed) { Bar = new(lies, AtMost: false) },
        ];
    }

    /// <summary>Lies are written into the ledgers; whoever judges must find every one.</summary>
    private static async Task<int> Control(Judge judge, Theatre theatre, Ledger ledger, IReadOnlyList<Finding> before)
    {
        var (nobody, other) = (Guid.NewGuid(), Guid.NewGuid());
        ledger.Booked[nobody] = "NEVER";
        ledger.Cancelled[other] = 0;
        ledger.Corrected[nobody] = ("Nobody", 0);
        ledger.Twins.Add((nobody, other));
        if (theatre.Mail.Mails is [var mail, ..])
            theatre.Mail.Repeat(mail);
        if (theatre.Hotel.Hotel.EmailsWritten.Values.FirstOrDefault() is { } written)
            written.Add(written[^1]);
        var after = await judge.Judged();
        return before.Zip(after).Sum(pair => (pair.Second.Lost > pair.First.Lost ? 1 : 0) + (pair.Second.Doubled > pair.First.Doubled ? 1 : 0));
    }
}
