using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Ui;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Letters;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features.Brochures;

/// <summary>A request as the API answers it and the list shows it.</summary>
internal sealed record BrochureItem
{
    public required Guid Id { get; init; }

    public required Guid CustomerId { get; init; }

    /// <summary>The customer's name of today.</summary>
    public required string Customer { get; init; }

    /// <summary><c>open</c>, <c>sent</c> or <c>cancelled</c>.</summary>
    public required string State { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>When it first went to the post.</summary>
    public required DateTimeOffset? SentAt { get; init; }

    /// <summary>The postal address lacks a street or a town: no letter can be printed.</summary>
    public required bool MissingAddress { get; init; }

    /// <summary>The customer does not want advertising by post any more: no letter is printed.</summary>
    public required bool PostalObjection { get; init; }

    /// <summary>The record was deleted: no letter is printed.</summary>
    public required bool CustomerDeleted { get; init; }

    public required int Version { get; init; }

    public bool CanBePrinted => !MissingAddress && !PostalObjection && !CustomerDeleted;
}

/// <summary>Reads requests with their customers: two further statements, whatever the number.</summary>
internal sealed class BrochureReader(NotificationsDb db, ICustomers customers, IBusinesses businesses, Work work)
{
    public async Task<BrochureItem> One(BrochureRequest request, CancellationToken ct) => (await Read([request], ct))[0];

    public async Task<IReadOnlyList<BrochureItem>> Read(IReadOnlyCollection<BrochureRequest> requests, CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        var ids = requests.Select(request => request.CustomerId).Distinct().ToList();
        var people = await customers.FindMany(ids, ct);
        var objecting = await db.Objections.Where(objection => objection.Post && ids.Contains(objection.CustomerId)).Select(objection => objection.CustomerId).ToListAsync(ct);
        return requests.Select(request => Item(request, business, people.GetValueOrDefault(request.CustomerId), objecting.Contains(request.CustomerId))).ToList();
    }

    public async Task<string> Day(DateTime utc, CancellationToken ct) => (await businesses.Get(work.BusinessId, ct)).ShowDay(utc);

    private static BrochureItem Item(BrochureRequest request, Business business, CustomerCard? customer, bool objects) => new()
    {
        Id = request.Id,
        CustomerId = request.CustomerId,
        Customer = customer?.Name ?? "Unknown customer",
        State = request.State.ToString().ToLowerInvariant(),
        RequestedAt = business.At(request.RequestedAtUtc),
        SentAt = request.SentAtUtc is { } sent ? business.At(sent) : null,
        MissingAddress = !(customer?.Address).CanBePosted(),
        PostalObjection = objects,
        CustomerDeleted = customer is null or { IsDeleted: true },
        Version = request.Version,
    };
}

internal static class BrochureHistory
{
    /// <summary>On the customer's own history.</summary>
    public static AuditEntry Of(BrochureRequest request, string action, string sentence) =>
        new() { Subject = "customer", SubjectId = request.CustomerId, Action = action, Sentence = sentence };
}
