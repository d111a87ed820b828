using System.Text.Json;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.NoShow.Contracts;

namespace BookingPlatform.Notifications.Webhooks;

/// <summary>What other programs can be told, under names that never change.</summary>
internal static class WebhookEvents
{
    public const string Test = "webhook.test";

    public static IReadOnlyList<string> All { get; } =
    [
        "booking.created", "booking.moved", "booking.cancelled", "booking.reassigned",
        "customer.created", "customer.updated", "customer.deleted", "customer.restored", "customer.merged", "customer.unmerged", "customer.blocked", "customer.unblocked",
        "no_show.marked", "no_show.undone",
    ];

    /// <summary>The event of a fact: its name, whom it is about, and its ids.</summary>
    public static Happening Of(object fact) => fact switch
    {
        BookingMade made => new("booking.created", made.BookingId, new { made.BookingId, made.CustomerId }),
        BookingMoved moved => new("booking.moved", moved.BookingId, new { moved.BookingId, moved.CustomerId, moved.Version }),
        BookingCancelled cancelled => new("booking.cancelled", cancelled.BookingId, new { cancelled.BookingId, cancelled.CustomerId, cancelled.Version }),
        BookingAssigned assigned => new("booking.reassigned", assigned.BookingId, new { assigned.BookingId, assigned.FromCustomerId, CustomerId = assigned.ToCustomerId, assigned.Version }),
        CustomerCreated created => new("customer.created", created.CustomerId, new { created.CustomerId }),
        CustomerChanged changed => new("customer.updated", changed.CustomerId, new { changed.CustomerId, changed.Version }),
        CustomerDeleted deleted => new("customer.deleted", deleted.CustomerId, new { deleted.CustomerId, deleted.Version }),
        CustomerRestored restored => new("customer.restored", restored.CustomerId, new { restored.CustomerId, restored.Version }),
        CustomersMerged merged => new("customer.merged", merged.KeptId, new { merged.MergeId, CustomerId = merged.KeptId, merged.OtherIds }),
        CustomersUnmerged unmerged => new("customer.unmerged", unmerged.KeptId, new { unmerged.MergeId, CustomerId = unmerged.KeptId, unmerged.OtherIds }),
        CustomerBlockChanged block => new(block.IsBlocked ? "customer.blocked" : "customer.unblocked", block.CustomerId, new { block.CustomerId }),
        NoShowMarked missed => new("no_show.marked", missed.BookingId, new { missed.BookingId, missed.CustomerId, missed.Version }),
        NoShowUndone undone => new("no_show.undone", undone.BookingId, new { undone.BookingId, undone.CustomerId, undone.Version }),
        _ => throw new InvalidOperationException($"Nobody is told of a {fact.GetType().Name}."),
    };
}

/// <param name="Event">Its name.</param>
/// <param name="SubjectId">The booking or customer: what happens to one arrives in its order.</param>
/// <param name="Ids">Ids and versions, no personal data.</param>
internal sealed record Happening(string Event, Guid SubjectId, object Ids)
{
    public string Json => JsonSerializer.Serialize(Ids, JsonSerializerOptions.Web);
}
