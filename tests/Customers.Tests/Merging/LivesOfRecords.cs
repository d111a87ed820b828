using BookingPlatform.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Customers.Tests.Merging;

/// <summary>
/// Records of a few people go through merges, undos, reassigned bookings, deletions and restorations. Each begins with an alert and an objection of its own;
/// at every moment the record that stands for it must still say them.
/// </summary>
internal sealed class LivesOfRecords
{
    private readonly MergeDesk desk;
    private readonly Random chance;
    private readonly List<Person> people = [];
    private readonly List<Guid> bookings = [];
    private readonly List<Guid> merges = [];
    private readonly List<string> told = [];

    private LivesOfRecords(MergeDesk desk, Random chance) => (this.desk, this.chance) = (desk, chance);

    private sealed record Person(Guid Id, string Alert, bool Post, bool Email);

    public static async Task<LivesOfRecords> Begin(MergeDesk desk, Random chance)
    {
        var life = new LivesOfRecords(desk, chance);
        for (var number = 0; number < 4; number++)
            await life.Add(number);
        return life;
    }

    private async Task Add(int number)
    {
        var id = await desk.Customer($"Anna{number}", "Smith", chance.Next(2) == 0 ? "anna@x.example" : null);
        var person = new Person(id, $"Alert {number}", chance.Next(2) == 0, chance.Next(2) == 0);
        (await desk.Flag(id, person.Alert)).Expect(200);
        (await desk.Business.Put($"customers/{id}/objections", new { post = person.Post, email = person.Email })).Expect(200);
        people.Add(person);
        bookings.Add(await desk.Book(id));
    }

    /// <summary>One act of any kind, allowed or not: a refusal is an answer too.</summary>
    public async Task Step()
    {
        var (one, other) = (people[chance.Next(people.Count)].Id, people[chance.Next(people.Count)].Id);
        var (name, answer) = chance.Next(7) switch
        {
            0 or 1 => ("merge", await desk.TryMerge(one, other)),
            2 or 3 when merges.Count > 0 => ("undo", await desk.Undo(merges[chance.Next(merges.Count)])),
            4 => ("reassign", await desk.Business.Post("bookings/assign", new { bookingIds = new[] { bookings[chance.Next(bookings.Count)] }, customerId = one })),
            5 => ("delete", await desk.Business.Delete($"customers/{one}")),
            _ => ("restore", await desk.Business.Post($"customers/{one}/restore")),
        };
        if (answer.Status >= 500 || answer.Status is 400 or 404)
            throw new Xunit.Sdk.XunitException($"{name} was answered {answer.Status} after {this}: {answer.Text}");
        if (name == "merge" && answer.Status == 201)
            merges.Add(answer.Id);
        told.Add($"{name} {answer.Status}");
    }

    /// <summary>Reads the tables, because thousands of steps are looked at.</summary>
    public async Task CheckNothingIsLost(string when)
    {
        var (records, objections) = await Stored();
        foreach (var person in people)
        {
            var today = person.Id;
            while (records[today].MergedInto is { } kept)
                today = kept;
            if (!(records[today].Alert ?? "").Split('\n').Contains(person.Alert))
                throw new Xunit.Sdk.XunitException($"“{person.Alert}” is lost, {when}");
            var (post, email) = objections.GetValueOrDefault(today);
            if (person.Post && !post || person.Email && !email)
                throw new Xunit.Sdk.XunitException($"An objection of {person.Alert}'s record is lost, {when}");
        }
    }

    private Task<(Dictionary<Guid, (string? Alert, Guid? MergedInto)> Records, Dictionary<Guid, (bool Post, bool Email)> Objections)> Stored() => desk.Business.Platform.Inside(desk.Business, async services =>
    {
        var db = services.GetRequiredService<CustomersDb>();
        var records = await db.CustomersEvenDeleted.Select(customer => new { customer.Id, customer.AlertMessage, customer.MergedIntoId }).ToDictionaryAsync(row => row.Id, row => (row.AlertMessage, row.MergedIntoId));
        var objections = await db.Database.SqlQuery<Objected>($"SELECT \"CustomerId\", \"Post\", \"Email\" FROM notifications_objections WHERE \"BusinessId\" = {desk.Business.Id}").ToDictionaryAsync(row => row.CustomerId, row => (row.Post, row.Email));
        return (records, objections);
    });

    private sealed record Objected(Guid CustomerId, bool Post, bool Email);

    public override string ToString() => string.Join(", ", told);
}
