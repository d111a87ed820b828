using System.Text.Json.Nodes;
using BookingPlatform.Testing;

namespace BookingPlatform.Customers.Tests.Merging;

/// <summary>A business with a massage, and people who turn out to be the same.</summary>
internal sealed class MergeDesk
{
    private MergeDesk(TestBusiness business, Guid massage) => (Business, Massage) = (business, massage);

    public TestBusiness Business { get; }

    public Guid Massage { get; }

    private int days = 10;

    public static async Task<MergeDesk> Open(Db db) => await Open(await Platform.On(db));

    public static async Task<MergeDesk> Open(Platform platform)
    {
        var business = await platform.NewBusiness();
        return new MergeDesk(business, await Bookings.Massage(business));
    }

    public async Task<Guid> Customer(string first, string last, string? email = null, object? more = null)
    {
        var id = (await Business.Post("customers", new { firstName = first, lastName = last, email, createAnyway = true })).Expect(201).Id;
        if (more is not null)
            (await Business.Patch($"customers/{id}", more)).Expect(200);
        return id;
    }

    /// <summary>A day of massage, each on a later day.</summary>
    public async Task<Guid> Book(Guid customer) => (await Bookings.Book(Business, Massage, days += 3, new { id = customer }, "validated")).Id;

    /// <summary>By somebody who typed this at the desk.</summary>
    public Task<ApiAnswer> BookAs(string first, string last, string? email) => Bookings.Book(Business, Massage, days += 3, new { firstName = first, lastName = last, email }, "unvalidated");

    public Task<ApiAnswer> Preview(Guid kept, params Guid[] others) => Business.Post("merges/preview", new { primaryId = kept, otherIds = others });

    public Task<ApiAnswer> TryMerge(Guid kept, params Guid[] others) => Business.Post("merges", new { primaryId = kept, otherIds = others });

    public async Task<Guid> Merge(Guid kept, params Guid[] others) => (await TryMerge(kept, others)).Expect(201).Id;

    public Task<ApiAnswer> Undo(Guid merge, object? assignments = null) => Business.Post($"merges/{merge}/undo", new { assignments });

    public Task<ApiAnswer> Flag(Guid customer, string? message) => Business.Put($"customers/{customer}/alert", new { message });

    public async Task<JsonNode> Show(Guid customer) => (await Business.Get($"customers/{customer}")).Expect(200).Json;

    public async Task<Guid> OwnerOf(Guid booking) => (Guid)(await Business.Get($"bookings/{booking}")).Expect(200)["customerId"]!;

    public async Task<string[]> History(Guid customer) => (await Business.Get($"audit?subject={customer}")).Expect(200)["items"]!.AsArray().Select(line => (string)line!["sentence"]!).ToArray();
}
