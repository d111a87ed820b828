using System.Text;

namespace BookingPlatform.Bench.NoShows;

/// <summary>What a column means.</summary>
internal enum Role
{
    Outcome,
    Start,
    Year,
    Month,
    DayOfMonth,
    Booked,
    Lead,
    Person,
    Channel,
    Service,
    Price,
    Party,
    Confirmed,
    Reachable,
    PastMissed,
    PastKept,
    Cancellations,
    Truth,
}

/// <summary>Which columns of a file are used, which on principle are not, and which say nothing the model looks at.</summary>
internal sealed record Columns(IReadOnlyDictionary<Role, int> Used, IReadOnlyList<string> Forbidden, IReadOnlyList<string> Unused)
{
    /// <summary>Who somebody is, as against what they did. A space stands for the edge of a word.</summary>
    private static readonly string[] Who =
    [
        " name", "gender", " sex ", " age ", "birth", "nation", "country", "post code", "postcode", "postal", " zip", "ethnic", " race ", "religion",
        "neighbo", "address", " city ", "town", "mail", "phone", "mobile", "language", " ip ", "marital", "income", "scholarship", "insurance",
    ];

    /// <summary>The first sign that a column has decides between columns. A sign between two spaces is the whole name.</summary>
    private static readonly (Role Role, string[] Signs)[] Names =
    [
        (Role.Truth, ["true probability"]),
        (Role.Outcome, ["no show", "noshow", "did not come", "missed", "attended", "showed up", "is canceled", "is cancelled", "booking status", "outcome", "reservation status ", " status "]),
        (Role.Start, ["appointment day", "appointment date", "appointment time", "starts at", "start", "arrival date ", "check in", "checkin", "visit date", "date of visit", "event date", " date "]),
        (Role.Year, ["arrival date year", "arrival year", " year "]),
        (Role.Month, ["arrival date month", "arrival month", " month "]),
        (Role.DayOfMonth, ["arrival date day", "arrival day", "day of month"]),
        (Role.Booked, ["booked at", "made at", "created", "booking date", "booked on", "scheduled", "registered"]),
        (Role.Lead, ["lead time", "lead days", " lead ", "waiting days", "days ahead", "awaiting"]),
        (Role.Person, ["patient id", "customer id", "guest id", "client id", "person id", "member id", "user id", " patient ", " customer ", " client ", " guest "]),
        (Role.Channel, ["channel", "market segment", "source", "booked by", "booked via"]),
        (Role.Service, ["service", "treatment", "reserved room type", "room type", "specialty", "speciality"]),
        (Role.Price, ["price", " adr ", "amount", "total cost", " fee ", " rate "]),
        (Role.Party, ["party", "adults", "guests", "people", " pax "]),
        (Role.Confirmed, ["confirmed", "confirmation"]),
        (Role.Reachable, ["reachable", "sms", "reminder"]),
        (Role.PastMissed, ["previous no show", "prior no show", "past no show", "previous missed"]),
        (Role.PastKept, ["previous bookings not cancel", "previous kept", "prior visits", "past visits"]),
        (Role.Cancellations, ["previous cancel", "prior cancel", "past cancel"]),
    ];

    public int? this[Role role] => Used.TryGetValue(role, out var at) ? at : null;

    /// <exception cref="UserMistake">A column that was named does not exist or may not be used, or the outcome is not among them.</exception>
    public static Columns Of(BookingsFile file, IReadOnlyDictionary<Role, string> named)
    {
        var head = file.Head;
        var used = named.ToDictionary(pair => pair.Key, pair => Named(head, pair.Value));
        foreach (var (role, signs) in Names)
            if (!used.ContainsKey(role) && Find(head, signs, used.Values, at => Fits(role, file.Rows, at)) is { } at)
                used[role] = at;
        if (!used.ContainsKey(Role.Start) && used.Remove(Role.Booked, out var only))
            used[Role.Start] = only;
        if (!used.ContainsKey(Role.Outcome))
            throw new UserMistake($"No column says whether people came. Name it with --outcome. The columns are: {string.Join(", ", head)}.");
        var rest = Enumerable.Range(0, head.Count).Except(used.Values).Select(at => head[at]).ToLookup(IsForbidden);
        return new(used, rest[true].ToList(), rest[false].ToList());
    }

    public static Role? RoleOf(string text) => text.Trim().ToLowerInvariant() switch
    {
        "day" => Role.DayOfMonth,
        var name when Enum.TryParse<Role>(name.Replace("-", "", StringComparison.Ordinal), true, out var role) && Enum.IsDefined(role) && !char.IsAsciiDigit(name[0]) => role,
        _ => null,
    };

    public static bool IsForbidden(string column) => Who.Any(sign => Spell(column).Contains(sign, StringComparison.Ordinal));

    /// <summary>"AppointmentDay", "no-show" and "is_canceled" become " appointment day ", " no show " and " is canceled ".</summary>
    public static string Spell(string name)
    {
        var spelled = new StringBuilder(" ");
        for (var at = 0; at < name.Length; at++)
        {
            if (at > 0 && char.IsUpper(name[at]) && char.IsLower(name[at - 1]))
                spelled.Append(' ');
            spelled.Append(char.IsLetterOrDigit(name[at]) ? char.ToLowerInvariant(name[at]) : ' ');
        }

        return spelled.Append(' ').ToString();
    }

    private static int Named(IReadOnlyList<string> head, string column)
    {
        var at = head.Index().FirstOrDefault(place => place.Item.Equals(column.Trim(), StringComparison.OrdinalIgnoreCase), (Index: -1, Item: "")).Index;
        if (at < 0)
            throw new UserMistake($"There is no column \"{column}\". The columns are: {string.Join(", ", head)}.");
        if (IsForbidden(head[at]))
            throw new UserMistake($"\"{head[at]}\" says who somebody is. The model never learns from names, gender, age, nationality or postcode, nor from what stands for them.");
        return at;
    }

    private static int? Find(IReadOnlyList<string> head, string[] signs, IEnumerable<int> taken, Func<int, bool> fits)
    {
        var free = Enumerable.Range(0, head.Count).Except(taken).Where(at => !IsForbidden(head[at])).ToList();
        return signs.SelectMany(sign => free.Where(at => Has(Spell(head[at]), sign) && fits(at))).Select(at => (int?)at).FirstOrDefault();
    }

    private static bool Has(string spelled, string sign) =>
        sign.StartsWith(' ') && sign.EndsWith(' ') ? spelled == sign : spelled.Contains(sign, StringComparison.Ordinal);

    /// <summary>A name may promise a date that the column does not hold.</summary>
    private static bool Fits(Role role, IReadOnlyList<string[]> rows, int column)
    {
        if (role is not (Role.Start or Role.Booked))
            return true;
        var date = Cells.DatesOf(rows, column);
        var sample = rows.Take(1000).ToList();
        return sample.Count(row => date(row[column]) is not null) * 2 > sample.Count;
    }
}
