using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Notifications.Contracts;
using BookingPlatform.Notifications.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features;

/// <summary>What was sent, waits, was not sent and why; newest first.</summary>
internal sealed class ListMessages(NotificationsDb db, IContactMask mask, IBusinesses businesses, Work work)
{
    internal sealed record Page(IReadOnlyList<MessageItem> Items, string? NextCursor);

    internal sealed record Query
    {
        public Guid? CustomerId { get; init; }

        public Guid? BookingId { get; init; }

        public string? State { get; init; }

        public string? Cursor { get; init; }

        /// <summary>1 to 200.</summary>
        public int? Most { get; init; }
    }

    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("messages", async ([AsParameters] Query query, ListMessages list, CancellationToken ct) => (await list.Answer(query, ct)).ToHttp())
        .Needs(Right.SeeMessages).WithTags("Messages").WithSummary("Messages to customers, newest first.").Produces<Page>();

    public async Task<Answer<Page>> Answer(Query query, CancellationToken ct)
    {
        MessageState? state = null;
        if (query.State is { } asked)
        {
            if (Parse(asked) is not { } known)
                return Refusal.Invalid("state", $"A state is one of {string.Join(", ", Enum.GetValues<MessageState>().Select(each => each.Code()))}.");
            state = known;
        }

        if (Position.Read(query.Cursor) is not { } after)
            return Refusal.Invalid("cursor", "This cursor is not one this list gave.");
        if (query.Most is < 1 or > 200)
            return Refusal.Invalid("most", "A page has 1 to 200 messages.");
        var most = query.Most ?? 50;
        var found = await Matching(query, state, after).OrderByDescending(x => x.CreatedAtUtc).ThenByDescending(x => x.Id).Take(most + 1).ToListAsync(ct);
        var items = found.Take(most).ToList();
        var business = await businesses.Get(work.BusinessId, ct);
        return new Page(items.Select(message => MessageItem.Of(message, business) with { Recipient = mask.ShownEmail(message.Recipient) }).ToList(), found.Count > most ? new Position(items[^1].CreatedAtUtc, items[^1].Id).ToString() : null);
    }

    private IQueryable<Message> Matching(Query query, MessageState? state, Position after) => db.Messages.AsNoTracking()
        .Where(x => query.CustomerId == null || x.CustomerId == query.CustomerId)
        .Where(x => query.BookingId == null || x.BookingId == query.BookingId)
        .Where(x => state == null || x.State == state)
        .Where(x => x.CreatedAtUtc < after.At || (x.CreatedAtUtc == after.At && x.Id.CompareTo(after.Id) < 0));

    private static MessageState? Parse(string state) =>
        Enum.GetValues<MessageState>().Cast<MessageState?>().FirstOrDefault(known => known!.Value.Code() == state.Trim().ToLowerInvariant());
}
