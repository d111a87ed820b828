using System.Globalization;

namespace BookingPlatform.Match;

/// <summary>What was asked for on the command line.</summary>
internal sealed record Options
{
    public const string Help = """
        Finds the records of one person in CSV files (UTF-8; comma, semicolon, tab or | between cells; the first line names the columns).

          tools/match FILE.csv … [options]      several files are taken as one

          --columns NAME=ROLE,…   what a column holds, where the guess is wrong. Roles: given family full others generation birth
                                  email phone street housenumber postal city place identifier category words ignored
          --truth COLUMN          the column that says who it really is: it is not compared, and the result is measured against it
          --truth KEY.csv         the same from a file that shares columns with the data and has one more
          --truth-pattern REGEX   its first group is what names the person inside that column
          --out FILE.csv          writes every row with the number of its person in front
          --pairs FILE.csv        writes every suggested pair with probability, verdict and reasons
          --suggest 0.8           probability from which a pair is suggested
          --certain 0.999         probability from which a pair that nothing speaks against is certain
          --threads N             how many to use; all by default
          --generate N            instead of reading, writes about N rows of made-up customers with their truth to standard output
          --seed N                another made-up town
        """;

    public List<string> Files { get; } = [];

    public Dictionary<string, Role> Roles { get; } = new(StringComparer.OrdinalIgnoreCase);

    public string? Truth { get; private set; }

    public string? TruthPattern { get; private set; }

    public string? Out { get; private set; }

    public string? Pairs { get; private set; }

    public double Suggest { get; private set; } = 0.8;

    public double Certain { get; private set; } = 0.999;

    public int Threads { get; private set; } = Environment.ProcessorCount;

    public int? Generate { get; private set; }

    public int Seed { get; private set; } = 1;

    public static Options Read(IReadOnlyList<string> args)
    {
        var options = new Options();
        for (var at = 0; at < args.Count; at++)
            if (!args[at].StartsWith("--", StringComparison.Ordinal))
                options.Files.Add(args[at]);
            else if (args[at] is "--help")
                return new();
            else
                options.Take(args[at], at + 1 < args.Count ? args[++at] : throw new UserMistake($"{args[at]} needs a value."));
        return options;
    }

    private void Take(string name, string value)
    {
        switch (name)
        {
            case "--columns": ReadRoles(value); break;
            case "--truth": Truth = value; break;
            case "--truth-pattern": TruthPattern = value; break;
            case "--out": Out = value; break;
            case "--pairs": Pairs = value; break;
            case "--suggest": Suggest = Share(name, value); break;
            case "--certain": Certain = Share(name, value); break;
            case "--threads": Threads = Whole(name, value); break;
            case "--generate": Generate = Whole(name, value); break;
            case "--seed": Seed = Whole(name, value); break;
            default: throw new UserMistake($"There is no option {name}.\n\n{Help}");
        }
    }

    private void ReadRoles(string value)
    {
        foreach (var pair in value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            Roles[pair.Split('=')[0].Trim()] = pair.Split('=') is [_, var role] && Enum.TryParse<Role>(role.Trim(), ignoreCase: true, out var known)
                ? known
                : throw new UserMistake($"\"{pair}\" is not NAME=ROLE. The roles are: {string.Join(", ", Enum.GetNames<Role>())}.");
    }

    private static int Whole(string name, string value) =>
        int.TryParse(value, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : throw new UserMistake($"{name} needs a number above zero.");

    private static double Share(string name, string value) =>
        double.TryParse(value, CultureInfo.InvariantCulture, out var share) && share is > 0 and < 1 ? share : throw new UserMistake($"{name} needs a probability between 0 and 1.");
}
