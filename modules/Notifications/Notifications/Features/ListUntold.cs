using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Notifications.Contracts;
using BookingPlatform.Notifications.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features;

/// <summary>Whose coming booking is not as they know it, until it is solved (S0-30): a message that could not go, failed or came back, and nothing sent since that says the same. Soonest first.</summary>
internal sealed class ListUntold(NotificationsDb db, IBookings bookings, ICustomers customers, IBusinesses businesses, Work work)
{
    public const int Most = 500;

    /// <param name="Sentence">"Anna Smyth has not been told about the new time."</param>
    /// <param name="Why">Why not.</param>
    internal sealed record Item(Guid MessageId, Guid BookingId, Guid CustomerId, string CustomerName, string Sentence, string Why)
    {
        public required string Service { get; init; }

        public required DateTimeOffset StartsAt { get; init; }

        /// <summary>Whether another email would mend it.</summary>
        public required bool NeedsEmail { get; init; }
    }

    internal sealed record Answer(IReadOnlyList<Item> Items);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("messages/untold", async (ListUntold feature, CancellationToken ct) => TypedResults.Ok(new Answer(await feature.Handle(ct))))
        .Needs(Right.SeeMessages).WithTags("Messages").WithSummary("Customers who have not been told how a coming booking stands, soonest first.").Produces<Answer>();

    public async Task<IReadOnlyList<Item>> Handle(CancellationToken ct)
    {
        var open = await Open(db).AsNoTracking().OrderByDescending(message => message.CreatedAtUtc).Take(Most).ToListAsync(ct);
        var newest = open.GroupBy(message => message.BookingId).Select(said => said.OrderByDescending(message => message.BookingVersion).First()).ToList();
        var coming = (await bookings.FindMany(newest.Select(message => message.BookingId).ToList(), ct)).Where(booking => booking.EndsAtUtc > work.Now).ToDictionary(booking => booking.Id);
        var people = await customers.FindMany(coming.Values.Select(booking => booking.CustomerId).Distinct().ToList(), ct);
        var business = await businesses.Get(work.BusinessId, ct);
        return newest.Where(message => coming.TryGetValue(message.BookingId, out var booking) && booking.CustomerId == message.CustomerId && people.ContainsKey(booking.CustomerId))
            .Select(message => Show(message, coming[message.BookingId], people[message.CustomerId], business))
            .OrderBy(item => item.StartsAt).ToList();
    }

    /// <summary>Not told: could not go, failed, came back; and nothing that says as much has gone or is on its way since.</summary>
    public static IQueryable<Message> Open(NotificationsDb db) => db.Messages
        .Where(message => message.State == MessageState.Bounced || message.State == MessageState.Failed || message.State == MessageState.Suppressed && Reason.Missed.Contains(message.ReasonCode!))
        .Where(message => message.Kind != MessageKind.Reminder && message.MailingId == null)
        .Where(message => !db.Messages.Any(later => later.BookingId == message.BookingId && later.CustomerId == message.CustomerId
            && (later.State == MessageState.Sent && later.ToldVersion >= message.BookingVersion || later.State == MessageState.Queued)));

    private static Item Show(Message message, BookingCard booking, CustomerCard customer, Business business) =>
        new(message.Id, booking.Id, customer.Id, customer.Name, Sentence(customer.Name, message.Kind), message.ReasonText ?? "")
        {
            Service = booking.Service,
            StartsAt = business.At(booking.StartsAtUtc),
            NeedsEmail = !customer.IsReachable || message.State is MessageState.Bounced or MessageState.Failed || message.ReasonCode == Reason.Suppressed.Code,
        };

    private static string Sentence(string name, MessageKind kind) => kind switch
    {
        MessageKind.Change => $"{name} has not been told about the new time.",
        MessageKind.Cancellation => $"{name} has not been told that it was cancelled.",
        _ => $"{name} has no confirmation.",
    };
}
