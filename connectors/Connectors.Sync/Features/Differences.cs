using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Inbound;
using BookingPlatform.Connectors.Sync.Plugins;
using BookingPlatform.Connectors.Sync.Queue;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Done = BookingPlatform.Kernel.Done;

namespace BookingPlatform.Connectors.Sync.Features;

/// <summary>What a hotel system and we say differently, side by side, and a way each: theirs is taken, or ours is sent. Of a guest nobody is linked to: the same person, or somebody else.</summary>
internal sealed class Differences(SyncDb db, Work work, ICustomers customers, ICustomerCorrections corrections, ConnectorPool pool, PushQueue queue, Strangers strangers)
{
    private const int Most = 200;

    internal sealed record Page(IReadOnlyList<Item> Items, string? NextCursor);

    /// <param name="Ours">As the customer has it now.</param>
    /// <param name="Theirs">As the hotel system had it when it was seen.</param>
    internal sealed record Item(Guid Id, Guid ConnectionId, string Connection, Guid CustomerId, string Customer, string ExternalId, DifferingField Field, string Ours, string Theirs)
    {
        /// <summary>Why theirs could not be taken, in plain words.</summary>
        public string? Message { get; init; }

        public DateTime SeenAt { get; init; }
    }

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("pms/differences", async (Guid? customerId, Differences differences, CancellationToken ct) => new Page(await differences.List(customerId, ct), null))
            .Needs(Right.SeeOperations).WithTags("PMS").WithSummary("What hotel systems and we say differently; the latest 200.");
        api.MapPost("pms/differences/{id:guid}/take", async (Guid id, Differences differences, CancellationToken ct) => (await differences.Take(id, ct)).ToHttp(_ => TypedResults.NoContent()))
            .Needs(Right.ChangeCustomers).WithTags("PMS").WithSummary("Take the hotel system's value; of an unknown guest: it is the same person.").Produces(204);
        api.MapPost("pms/differences/{id:guid}/send", async (Guid id, Differences differences, CancellationToken ct) => (await differences.Send(id, ct)).ToHttp(_ => TypedResults.NoContent()))
            .Needs(Right.ChangeCustomers).WithTags("PMS").WithSummary("Send our value; of an unknown guest: it is somebody else, who becomes a customer.").Produces(204);
    }

    public async Task<IReadOnlyList<Item>> List(Guid? customerId, CancellationToken ct)
    {
        var rows = await (from row in db.Differences.AsNoTracking()
                          join connection in db.Connections on row.ConnectionId equals connection.Id
                          where customerId == null || row.CustomerId == customerId
                          orderby row.SeenAtUtc descending, row.Id
                          select new { Row = row, connection.Name }).Take(Most).ToListAsync(ct);
        var cards = await customers.FindMany(rows.Select(one => one.Row.CustomerId).Distinct().ToList(), ct);
        return rows.Where(one => cards.ContainsKey(one.Row.CustomerId)).Select(one => new Item(one.Row.Id, one.Row.ConnectionId, one.Name, one.Row.CustomerId, cards[one.Row.CustomerId].Name,
            one.Row.ExternalId, one.Row.Field, FieldText.Of(cards[one.Row.CustomerId], one.Row.Field), one.Row.Theirs)
        { Message = one.Row.Sentence, SeenAt = one.Row.SeenAtUtc }).ToList();
    }

    public async Task<Answer<Done>> Take(Guid id, CancellationToken ct)
    {
        if (!(await Read(id, ct)).Is(out var found, out var refusal))
            return refusal;
        var (row, connection, guest) = found;
        if (row.Field is DifferingField.Guest)
            return await SamePerson(row, connection, guest, ct);
        if ((await corrections.Correct(row.CustomerId, FieldText.Correction(guest, row.Field), ct)).IsRefused(out var refused))
            return refused;
        return await Forget(row, ct);
    }

    public async Task<Answer<Done>> Send(Guid id, CancellationToken ct)
    {
        if (!(await Read(id, ct)).Is(out var found, out var refusal))
            return refusal;
        var (row, connection, guest) = found;
        if (row.Field is DifferingField.Guest)
        {
            await strangers.Welcome(connection, connection.Name, guest, guest is { EmailIsRelay: false, Email: { } email } && await corrections.IsContact(email, ct), ct);
            return default(Done);
        }

        var operation = await queue.Add(row.ConnectionId, row.CustomerId, ct);
        operation.QueueAfresh(work.Now);
        operation.Overrule(row.Field, FieldMarks.Of(guest)[row.Field]);
        return await Forget(row, ct);
    }

    /// <summary>A customer is one guest of a hotel system; as two they have to become one there first.</summary>
    private async Task<Answer<Done>> SamePerson(Difference row, Connection connection, ExternalGuest guest, CancellationToken ct)
    {
        if (await customers.FindKept(row.CustomerId, ct) is not { } customer)
            return Refusal.NotFound("customer");
        if (await db.Links.AnyAsync(link => link.ConnectionId == connection.Id && link.CustomerId == customer.Id, ct))
            return Refusal.Conflict("guest-twice", $"{connection.Name} already has {customer.Name} as another guest. Merge the two guests there; this difference then vanishes by itself.");
        return await strangers.Link(connection, connection.Name, customer, guest, ct) ? default(Done) : Refusal.Stale();
    }

    /// <summary>The guest as the hotel system has them now: what is taken or overruled is what is there, not what was there.</summary>
    private async Task<Answer<(Difference Row, Connection Connection, ExternalGuest Guest)>> Read(Guid id, CancellationToken ct)
    {
        if (await db.Differences.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } row)
            return Refusal.NotFound("difference");
        var connection = await db.Connections.AsNoTracking().SingleAsync(one => one.Id == row.ConnectionId, ct);
        var connector = pool.Open(connection);
        if (connector.Failure is { } unusable)
            return Refusal.Conflict("not-connected", unusable.Message);
        var guest = await connector.Pms.ReadGuest(new ExternalGuestId(row.ExternalId), ct);
        return guest.Failure is { } failure ? Refusal.Conflict("not-reached", failure.Message) : (row, connection, guest.Value);
    }

    private async Task<Answer<Done>> Forget(Difference row, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        await db.Differences.Where(one => one.Id == row.Id).ExecuteDeleteAsync(ct);
        await work.SaveAsync(ct);
        return default(Done);
    }
}
