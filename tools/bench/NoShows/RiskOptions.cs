using System.Globalization;

namespace BookingPlatform.Bench.NoShows;

/// <summary>Which bookings to learn from, and what their columns mean where the names do not tell.</summary>
internal sealed record RiskOptions
{
    public const string Help = """
        dotnet run -c Release --project tools/bench -- noshow-risk FILE.csv|--generate N [options]
          --outcome COLUMN        says whether the person stayed away: yes/no, 1/0, no-show/show …
          --date COLUMN           when the booking begins; the earlier 70 % are learned from
          --columns role=COLUMN,… for any role the names do not tell; the roles are:
                                  start, year, month, day, booked, lead, person, channel, service, price, party, confirmed,
                                  reachable, past-missed, past-kept, cancellations, truth
          --generate N            draws N bookings from a known truth instead of reading a file
          --seed 1                of --generate, and of the split when there are no dates
        """;

    public string? File { get; private init; }

    public int? Generate { get; private init; }

    public int Seed { get; private init; } = 1;

    /// <summary>Columns named by the user, by role.</summary>
    public IReadOnlyDictionary<Role, string> Named { get; private init; } = new Dictionary<Role, string>();

    public static RiskOptions Read(IReadOnlyList<string> args)
    {
        var options = new RiskOptions();
        for (var at = 0; at < args.Count; at++)
        {
            if (!args[at].StartsWith("--", StringComparison.Ordinal))
                options = options.File is null ? options with { File = args[at] } : throw new UserMistake($"One file at a time: \"{options.File}\" or \"{args[at]}\".");
            else if (at + 1 == args.Count)
                throw new UserMistake($"{args[at]} needs a value.\n{Help}");
            else
                options = options.With(args[at], args[++at]);
        }

        return options.File is null == options.Generate is null ? throw new UserMistake(Help) : options;
    }

    private RiskOptions With(string name, string value) => name switch
    {
        "--outcome" => Name(Role.Outcome, value),
        "--date" => Name(Role.Start, value),
        "--columns" => value.Split(',').Aggregate(this, (options, pair) => options.Name(pair)),
        "--generate" => this with { Generate = Number(name, value, 100) },
        "--seed" => this with { Seed = Number(name, value, 0) },
        _ => throw new UserMistake($"There is no option {name}.\n{Help}"),
    };

    private RiskOptions Name(string pair) => pair.Split('=', 2) is [var role, var column] && Columns.RoleOf(role) is { } known
        ? Name(known, column)
        : throw new UserMistake($"\"{pair}\" is not role=COLUMN.\n{Help}");

    private RiskOptions Name(Role role, string column) => this with { Named = new Dictionary<Role, string>(Named) { [role] = column } };

    private static int Number(string name, string value, int least) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= 5_000_000
            ? number
            : throw new UserMistake($"{name} needs a whole number from {least} to 5000000, not \"{value}\".");
}
