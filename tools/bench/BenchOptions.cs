using System.Globalization;

namespace BookingPlatform.Bench;

/// <summary>What to run, and how long. The defaults are what the results file is made with; fewer are for development.</summary>
internal sealed record BenchOptions(string Command)
{
    public const string Help = """
        dotnet run -c Release --project tools/bench -- booking|customers|agenda|availability|contention|duplicates|durability|merge|outbox|pms|pms-faults|faults|rolling|start [options]
          --write           puts the tables into tools/bench/RESULTS.md
          --show            prints the statements of a booking, by round trip
          --rows 1,2,3      only these rows of "booking" or "customers"; of "duplicates" 1 is PostgreSQL, 2 SQLite; of "faults" the fault by number; of "rolling" 1 is three nodes, 2 two nodes, 3 the first start; of "outbox" 1 is speed, 2 poison, 3 order, 4 idle; of "durability" 1 is crashes, 2 cut answers, 3 several writers
          --customers 1000000  how many the address book of "customers" holds
          --stored 50000    how many customers one that changed is matched against by "duplicates"
          --clients 8       how many book at the same time, and pgbench's -c
          --pairs 15        how often product and peer take turns
          --seconds 4       length of each turn
          --bookings 400    how many are counted one by one for row 1
          --changes 10000   changed customers of "pms" and "pms-faults"
          --limit 200       requests a second that the hotel of "pms" lets through
          --messages 100000 how many go through three dispatchers by row 3 of "outbox"
          --rounds 50       crashes of each kind of "durability"
          --attempts 8000   contended attempts of "contention", on each database and each story
        dotnet run -c Release --project tools/bench -- noshow-risk FILE.csv|--generate N [options]
        """;

    public bool Write { get; private init; }

    public bool Show { get; private init; }

    public IReadOnlyCollection<int>? Rows { get; private init; }

    public int Clients { get; init; } = 8;

    public int Pairs { get; private init; } = 15;

    public TimeSpan Turn { get; private init; } = TimeSpan.FromSeconds(4);

    public int Bookings { get; private init; } = 400;

    public int Attempts { get; private init; } = 8000;

    public int Changes { get; private init; } = 10_000;

    public int Limit { get; private init; } = 200;

    public int Customers { get; private init; } = 1_000_000;

    public int Stored { get; private init; } = 50_000;

    public int Rounds { get; private init; } = 50;

    public int Messages { get; private init; } = 100_000;

    public string ResultsFile { get; } = Path.Combine(FolderOfSolution(), "tools", "bench", "RESULTS.md");

    /// <summary>Whether that row is to be run: all are unless some were named.</summary>
    public bool Has(int row) => Rows is null || Rows.Contains(row);

    /// <returns>Null when the arguments are not understood.</returns>
    public static BenchOptions? Read(string[] args)
    {
        if (args is not [var command, .. var rest])
            return null;
        var options = new BenchOptions(command);
        for (var i = 0; i < rest.Length; i++)
        {
            if (rest[i] == "--write")
                options = options with { Write = true };
            else if (rest[i] == "--show")
                options = options with { Show = true };
            else if (i + 1 == rest.Length || options.With(rest[i], rest[++i]) is not { } next)
                return null;
            else
                options = next;
        }

        return options;
    }

    private BenchOptions? With(string name, string value)
    {
        if (name == "--rows")
            return this with { Rows = value.Split(',').Select(row => int.Parse(row, CultureInfo.InvariantCulture)).ToArray() };
        if (!int.TryParse(value, CultureInfo.InvariantCulture, out var number) || number < 1)
            return null;
        return name switch
        {
            "--clients" => this with { Clients = number },
            "--pairs" => this with { Pairs = number },
            "--seconds" => this with { Turn = TimeSpan.FromSeconds(number) },
            "--bookings" => this with { Bookings = number },
            "--customers" => this with { Customers = number },
            "--stored" => this with { Stored = number },
            "--limit" => this with { Limit = number },
            "--changes" => this with { Changes = number },
            "--rounds" => this with { Rounds = number },
            "--messages" => this with { Messages = number },
            "--attempts" => this with { Attempts = number },
            _ => null,
        };
    }

    public static string FolderOfSolution()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "BookingPlatform.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("Run it from a clone: the solution is not above the program.");
    }
}
