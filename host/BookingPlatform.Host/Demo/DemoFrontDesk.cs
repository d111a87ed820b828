namespace BookingPlatform.Host.Demo;

/// <summary>What the hotel's front desk keeps beside its bookings: alerts, lists, brochures asked for, prices of the season, and times when something is closed.</summary>
internal sealed class DemoFrontDesk(DemoApi api)
{
    private const string WheelchairUser = "joao.pereira@correio.example";
    private const string Allergic = "ingrid@soerensen.example";
    private const string LeftWithoutPaying = "bob.miller@mail.example";
    private const string NeverCame = "h.whitcombe@mail.example";
    private static readonly string[] Regulars = [Allergic, WheelchairUser, "e.lefevre@courriel.example", "eleni.p@mail.example", "bia.almeida@correio.example"];

    private static readonly DemoLead[] Leads =
    [
        new("Margit", "Lindqvist", "margit.lindqvist@post.example", new("Storgatan 14", "114 51", "Stockholm", "SE")),
        new("Harold", "Whitcombe", "h.whitcombe@mail.example", new("3 Mill Lane", "BA1 5LX", "Bath", "GB")),
        new("Friederike", "Ostermann", "f.ostermann@post.example", new("Am Deich 7", "26506", "Norden", "DE")),
        new("Teresa", "Figueiredo", "teresa.figueiredo@correio.example", null),
    ];

    private readonly List<Guid> leads = [];
    private readonly List<Guid> brochures = [];

    public async Task SetPrices(Guid room, CancellationToken ct)
    {
        await api.Post($"services/{room}/prices", new { name = "Weekend", weekdays = new[] { "friday", "saturday" }, priceMinor = 17_500 }, ct);
        await api.Post($"services/{room}/prices", new { name = "Christmas and New Year", from = "2026-12-22", until = "2027-01-02", isYearly = true, priceMinor = 22_000, minNights = 2 }, ct);
    }

    public async Task Close(Guid room, Guid therapist, Func<int, int, string> at, CancellationToken ct)
    {
        await api.Post("closures", new { from = at(2, 14), until = at(2, 19), reason = "First-aid course", resourceIds = new[] { therapist } }, ct);
        await api.Post("closures", new { from = at(15, 12), until = at(18, 15), reason = "New bathroom floor", resourceIds = new[] { room } }, ct);
    }

    /// <summary>The advanced no-show function is on: after a no-show the desk is asked whether to block.</summary>
    public Task UseNoShows(CancellationToken ct) => api.Put("no-show-settings", new { advanced = true }, ct);

    /// <summary>Before the demo's present: the alerts are known, and the brochures have been asked for.</summary>
    public async Task KnowTheGuests(CancellationToken ct)
    {
        await Flag(Allergic, "Severe nut allergy. Tell kitchen and therapist before she arrives; no almond oil.", ct);
        await Flag(WheelchairUser, "Uses a wheelchair. Only rooms 101 and 102, and the treatment room on the ground floor.", ct);
        await Flag(LeftWithoutPaying, "Left in June without paying the minibar (€ 64). Ask for a card at check-in.", ct);
        foreach (var lead in Leads)
        {
            var id = await api.Make("customers", lead, ct);
            leads.Add(id);
            brochures.Add(await api.Make("brochure-requests", new { customerId = id }, ct));
        }
    }

    public async Task WorkToday(CancellationToken ct)
    {
        await api.Post($"brochure-requests/{brochures[0]}/sent", null, ct);
        await List("Regulars", await Ids(Regulars, ct), ct);
        await List("Newsletter by post", leads, ct);
        await api.Put($"customers/{await api.Find(NeverCame, ct)}/online-block", new { reason = "Booked three times in spring and never came" }, ct);
        await api.Delete($"customers/{await api.Find("Zofia Kowalczyk", ct)}", ct);
    }

    private async Task Flag(string email, string message, CancellationToken ct) => await api.Put($"customers/{await api.Find(email, ct)}/alert", new { message }, ct);

    private async Task List(string name, IReadOnlyList<Guid> members, CancellationToken ct)
    {
        var list = await api.Make("customer-lists", new { name }, ct);
        await api.Post($"customer-lists/{list}/members", new { customerIds = members }, ct);
    }

    private async Task<List<Guid>> Ids(IEnumerable<string> emails, CancellationToken ct)
    {
        var ids = new List<Guid>();
        foreach (var email in emails)
            ids.Add(await api.Find(email, ct));
        return ids;
    }

    /// <summary>Somebody who has not stayed yet and asked for the brochure.</summary>
    private sealed record DemoLead(string FirstName, string LastName, string Email, DemoAddress? Address);

    private sealed record DemoAddress(string Street, string PostalCode, string City, string Country);
}
