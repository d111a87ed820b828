using System.Text;
using System.Text.Json.Nodes;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Platform.Tests;

/// <summary>
/// A whole address book: imported over the API, booked for, corrected; and what bookings, messages and the PMS make of it.
/// Told with a small file of our own always, and with a large one where <c>BOOKING_ADDRESS_BOOK</c> names a CSV file.
/// </summary>
public sealed class AddressBookStory
{
    private const int People = 50;
    private const int Corrections = 10;

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S0-14"), Trait("Criterion", "S0-22"), Trait("Criterion", "S0-36"), Trait("Criterion", "S0-37"), Trait("Criterion", "S0-38"), Trait("Criterion", "S0-44")]
    public Task Our_own_address_book_is_imported_booked_for_and_corrected(Db db) =>
        Tell(db, File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "address-book.csv")));

    [AddressBookFact]
    public Task A_large_address_book_is_imported_booked_for_and_corrected() =>
        Tell(Db.Sqlite, File.ReadAllText(AddressBookFactAttribute.Path!));

    private static async Task Tell(Db db, string addressBook)
    {
        var platform = await Testing.Platform.On(db);
        var business = await platform.NewBusiness();
        await Connect(business);
        var (treatment, therapists) = await Spa(business);

        var people = await Import(business, addressBook);
        var bookings = await BookForEach(business, people.Take(People).ToList(), treatment, therapists);
        await platform.Delivered(business);
        await EachWasToldOrTheReasonIsKnown(business, people, bookings);

        var corrected = people.Take(People).Where(person => person.Email is null).Take(Corrections).ToList();
        corrected.Should().HaveCount(Corrections, "the address book has people without an email");
        foreach (var person in corrected)
            await CorrectEmail(business, person, bookings[person.Id]);
        await platform.Delivered(business);

        foreach (var person in corrected)
            await EverythingFollowed(business, person, bookings[person.Id]);
    }

    private static async Task Connect(TestBusiness business) =>
        (await business.Post("pms/connections", new { plugin = "simulated", name = "Practice hotel", settings = new { } })).Expect(201);

    private static async Task<(Guid Treatment, List<Guid> Therapists)> Spa(TestBusiness business)
    {
        var therapists = new List<Guid>();
        foreach (var name in new[] { "Eva", "Rui", "Mei", "Ann", "Tom" })
            therapists.Add((await business.Post("resources", new { kind = "person", name })).Expect(201).Id);
        var treatment = (await business.Post("services", new { kind = "appointment", name = "Massage", durationMinutes = 60, capacity = 1, priceMinor = 8_500, resourceIds = therapists })).Expect(201).Id;
        return (treatment, therapists);
    }

    private static async Task<List<Person>> Import(TestBusiness business, string addressBook)
    {
        var rehearsal = await Send(business, addressBook, dryRun: true);
        (await business.Get("customers")).Expect(200)["items"]!.AsArray().Should().BeEmpty("a dry run imports nobody");

        var report = await Send(business, addressBook, dryRun: false);
        ((int)report["imported"]!).Should().Be((int)rehearsal["imported"]!, "the dry run promised it");
        ((int)report["imported"]! + (int)report["duplicates"]! + (int)report["refused"]!).Should().Be((int)report["rows"]!, "every row is accounted for");
        return await Everybody(business, (int)report["imported"]!);
    }

    private static async Task<ApiAnswer> Send(TestBusiness business, string addressBook, bool dryRun) =>
        (await business.Send(HttpMethod.Post, $"customers/import?dryRun={(dryRun ? "true" : "false")}", new StringContent(addressBook, Encoding.UTF8, "text/csv"))).Expect(200);

    private static async Task<List<Person>> Everybody(TestBusiness business, int expected)
    {
        var people = new List<Person>();
        string? cursor = null;
        do
        {
            var page = (await business.Get($"customers?cursor={Uri.EscapeDataString(cursor ?? "")}")).Expect(200);
            people.AddRange(page["items"]!.AsArray().Select(Person.From!));
            cursor = (string?)page["nextCursor"];
        }
        while (cursor is not null);
        people.Should().HaveCount(expected).And.OnlyHaveUniqueItems(person => person.Id);
        return people;
    }

    private static async Task<Dictionary<Guid, Guid>> BookForEach(TestBusiness business, List<Person> people, Guid treatment, List<Guid> therapists)
    {
        var bookings = new Dictionary<Guid, Guid>();
        foreach (var (person, index) in people.Select((person, index) => (person, index)))
        {
            var day = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(7 + (index / 25));
            var startsAt = $"{day:yyyy-MM-dd}T{9 + (index % 25 / 5):00}:00";
            var wish = new { serviceId = treatment, resourceId = therapists[index % 5], startsAt, customer = new { id = person.Id }, path = "validated", bookWithoutEmail = person.Email is null };
            bookings[person.Id] = (await business.Post("bookings", wish)).Expect(201).Id;
        }

        return bookings;
    }

    private static async Task EachWasToldOrTheReasonIsKnown(TestBusiness business, List<Person> people, Dictionary<Guid, Guid> bookings)
    {
        foreach (var person in people.Where(person => bookings.ContainsKey(person.Id)))
        {
            var message = (await business.Get($"messages?bookingId={bookings[person.Id]}")).Expect(200)["items"]!.AsArray().Should().ContainSingle().Subject!;
            ((string)message["state"]!).Should().Be(person.Email is null ? "suppressed" : "sent");
            if (person.Email is null)
                ((string)message["reason"]!).Should().Be("no-email");
        }
    }

    private static async Task CorrectEmail(TestBusiness business, Person person, Guid booking)
    {
        var answer = (await business.Put($"customers/{person.Id}/email", new { email = $"corrected-{person.Id:N}@mail.example" })).Expect(200);
        ((int)answer["bookings"]!).Should().Be(1);
        ((int)answer["missedMessages"]!).Should().Be(1, "the withheld confirmation is offered");
        (await business.Post($"customers/{person.Id}/missed-messages/send")).Expect(202);
        ((bool)(await business.Get($"bookings/{booking}")).Expect(200)["reachable"]!).Should().BeTrue();
    }

    private static async Task EverythingFollowed(TestBusiness business, Person person, Guid booking)
    {
        var messages = (await business.Get($"messages?bookingId={booking}")).Expect(200)["items"]!.AsArray();
        messages.Select(message => (string)message!["state"]!).Should().Equal("sent");
        await Eventually.IsTrue(async () => await StateInPms(business, person) == "inStep", "the PMS has the corrected email");
    }

    private static async Task<string?> StateInPms(TestBusiness business, Person person) =>
        (string?)(await business.Get($"pms/operations?customerId={person.Id}")).Expect(200)["items"]!.AsArray().SingleOrDefault()?["state"];

    private sealed record Person(Guid Id, string? Email)
    {
        public static Person From(JsonNode customer) => new(Guid.Parse((string)customer["id"]!), (string?)customer["email"]);
    }
}

/// <summary>Runs where <c>BOOKING_ADDRESS_BOOK</c> names a CSV file.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AddressBookFactAttribute : FactAttribute
{
    internal static string? Path => Environment.GetEnvironmentVariable("BOOKING_ADDRESS_BOOK") is { Length: > 0 } path ? path : null;

    public AddressBookFactAttribute()
    {
        if (Path is null)
            Skip = "BOOKING_ADDRESS_BOOK names no CSV file: the large address book was not imported.";
    }
}
