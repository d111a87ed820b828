using BookingPlatform.Bench;
using BookingPlatform.Bench.Booking;
using BookingPlatform.Bench.Calendar;
using BookingPlatform.Bench.Contention;
using BookingPlatform.Bench.Customers;
using BookingPlatform.Bench.Duplicates;
using BookingPlatform.Bench.Durability;
using BookingPlatform.Bench.Faults;
using BookingPlatform.Bench.Nodes;
using BookingPlatform.Bench.NoShows;
using BookingPlatform.Bench.Outbox;
using BookingPlatform.Bench.Pms;
using BookingPlatform.Bench.Report;
using BookingPlatform.Bench.Starting;

if (args is ["noshow-risk", .. var bookings])
    return RiskCommand.Run(bookings, Console.Out, Console.Error);

if (args is ["pms-node", var database, var folder])
    return await FaultsBench.Node(database, folder);

// The host under test is found through a manifest that is looked for in the current folder.
Directory.SetCurrentDirectory(AppContext.BaseDirectory);
var options = BenchOptions.Read(args);
Section? section = options?.Command switch
{
    "booking" => await BookingBench.Run(options),
    "customers" => await CustomersBench.Run(options),
    "durability" => await DurabilityBench.Run(options),
    "duplicates" => await DuplicatesBench.Run(options),
    "merge" => await MergeBench.Run(options),
    "agenda" => await AgendaBench.Run(options),
    "availability" => await AvailabilityBench.Run(options),
    "outbox" => await OutboxBench.Run(options),
    "pms" => await PmsBench.Run(options),
    "pms-faults" => await FaultsBench.Run(options),
    "faults" => await FaultMatrix.Run(options),
    "rolling" => await RollingBench.Run(options),
    "start" => await StartBench.Run(options),
    "contention" => await ContentionBench.Run(options),
    _ => null,
};
if (section is null || options is null)
{
    Console.Error.WriteLine(BenchOptions.Help);
    return 2;
}

section.Print();
if (options.Write)
    section.WriteInto(options.ResultsFile);
return 0;
