using BookingPlatform.Testing;

namespace BookingPlatform.Bench.Stage;

/// <summary>A business with services and resources, opened through the API: the size of a spa with a hundred rooms and therapists.</summary>
internal sealed record BookableHouse(Guid BusinessId, string ApiKey, Slots Slots)
{
    public const int Services = 5;
    public const int ResourcesPerService = 20;

    /// <summary>Where guests find it.</summary>
    public required string Slug { get; init; }

    /// <summary>Signs in with <see cref="TestBusiness.Password"/>.</summary>
    public required string OwnerEmail { get; init; }

    public static async Task<BookableHouse> Open(Platform platform)
    {
        var business = await platform.NewBusiness();
        var targets = new List<Target>();
        for (var i = 1; i <= Services; i++)
            targets.AddRange(await OpenService(business, $"Massage {i}"));
        var shuffled = targets.Chunk(ResourcesPerService).SelectMany(service => service.Select((target, place) => (target, place)))
            .OrderBy(one => one.place).Select(one => one.target).ToList();
        return new BookableHouse(business.Id, business.ApiKey, new Slots(shuffled)) { Slug = business.Slug, OwnerEmail = business.OwnerEmail };
    }

    private static async Task<IEnumerable<Target>> OpenService(TestBusiness business, string name)
    {
        var service = (await business.Post("services", new { kind = "appointment", name, durationMinutes = (int)Slots.Length.TotalMinutes, priceMinor = 4500 })).Expect(201).Id;
        var targets = new List<Target>();
        for (var i = 1; i <= ResourcesPerService; i++)
        {
            var resource = (await business.Post("resources", new { kind = "room", name = $"Room {i} for {name}", serviceIds = new[] { service } })).Expect(201).Id;
            targets.Add(new Target(service, resource));
        }

        return targets;
    }
}
