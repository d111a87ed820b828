using System.Globalization;
using BookingPlatform.Testing;

namespace BookingPlatform.Bench.Calendar;

/// <summary>A spa with eighty therapists, booked through the API for different people, evenly over the nine hours of seven days.</summary>
internal sealed class FullWeek
{
    private const int People = 80;
    private const int Hours = 9;
    private const int Days = 7;
    private const int Clerks = 4;
    private readonly Guid massage;
    private readonly IReadOnlyList<Guid> people;
    private int booked;

    private FullWeek(TestBusiness business, Guid massage, IReadOnlyList<Guid> people) => (Business, this.massage, this.people) = (business, massage, people);

    public TestBusiness Business { get; }

    public DateOnly First { get; } = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(30);

    public static async Task<FullWeek> Open(TestBusiness business)
    {
        var massage = (await business.Post("services", new { kind = "appointment", name = "Massage", durationMinutes = 60, priceMinor = 8000 })).Expect(201).Id;
        var people = new List<Guid>();
        for (var i = 1; i <= People; i++)
            people.Add((await business.Post("resources", new { kind = "person", name = $"Therapist {i}", serviceIds = new[] { massage } })).Expect(201).Id);
        return new FullWeek(business, massage, people);
    }

    /// <summary>Books until there are so many.</summary>
    public async Task Fill(int bookings)
    {
        await Parallel.ForEachAsync(Enumerable.Range(booked, bookings - booked), new ParallelOptions { MaxDegreeOfParallelism = Clerks }, async (number, _) => await Book(number));
        booked = bookings;
    }

    private async Task Book(int number)
    {
        var start = First.AddDays(number % Days).ToDateTime(new TimeOnly(9 + number / Days % Hours, 0));
        (await Business.Post("bookings", new
        {
            serviceId = massage,
            resourceId = people[number / Days / Hours],
            startsAt = start.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture),
            customer = new { firstName = "Ana", lastName = $"Number {number}" },
            bookWithoutEmail = true,
        })).Expect(201);
    }
}
