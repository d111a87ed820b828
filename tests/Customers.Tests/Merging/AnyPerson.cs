namespace BookingPlatform.Customers.Tests.Merging;

/// <summary>A record with whatever a record may have.</summary>
internal static class AnyPerson
{
    private static readonly string[] Firsts = ["Anna", "Anne", "A.", "Mary Ann", "安娜"];
    private static readonly string[] Alerts = ["Left without paying", "Allergic to nuts", "Wheelchair", "Left without paying\nAllergic to nuts"];

    public static async Task<Guid> Add(MergeDesk desk, Random chance, int number)
    {
        var email = chance.Next(4) switch { 0 => null, 1 => "anna@x.example", _ => $"anna{number}@x.example" };
        var id = await desk.Customer(Firsts[chance.Next(Firsts.Length)], "Smith", email, Details(chance, number));
        if (chance.Next(2) == 0)
            (await desk.Flag(id, Alerts[chance.Next(Alerts.Length)])).Expect(200);
        for (var booking = chance.Next(3); booking > 0; booking--)
            await Book(desk, id, chance);
        await Marketing(desk, id, chance);
        if (email is not null && chance.Next(2) == 0)
            await desk.Business.Post($"customers/{id}/password-reset");
        return id;
    }

    private static object Details(Random chance, int number) => new
    {
        phone = chance.Next(2) == 0 ? null : $"91234567{number}",
        notes = chance.Next(2) == 0 ? null : $"Note {chance.Next(3)}",
        language = chance.Next(2) == 0 ? null : "pt",
        address = chance.Next(2) == 0 ? null : new { street = $"Rua {number}", city = "Porto" },
    };

    private static async Task Book(MergeDesk desk, Guid id, Random chance)
    {
        var booking = await desk.Book(id);
        if (chance.Next(3) == 0)
            (await desk.Business.Put($"bookings/{booking}/alert", new { message = Alerts[chance.Next(Alerts.Length)] })).Expect(200);
        if (chance.Next(4) == 0)
            (await desk.Business.Post($"bookings/{booking}/cancel")).Expect(200);
        if (chance.Next(3) == 0)
            (await desk.Business.Post("itineraries", new { customerId = id, from = "2031-05-01", to = "2031-05-03" })).Expect(201);
    }

    private static async Task Marketing(MergeDesk desk, Guid id, Random chance)
    {
        if (chance.Next(2) == 0)
            (await desk.Business.Post("brochure-requests", new { customerId = id })).Expect(201);
        if (chance.Next(2) == 0)
            (await desk.Business.Put($"customers/{id}/objections", new { post = chance.Next(2) == 0, email = chance.Next(2) == 0 })).Expect(200);
        if (chance.Next(2) == 0)
        {
            var list = (await desk.Business.Post("customer-lists", new { name = $"List {Guid.NewGuid():N}" })).Expect(201).Id;
            (await desk.Business.Put($"customer-lists/{list}/members/{id}", new { })).Expect(204);
        }
    }
}
