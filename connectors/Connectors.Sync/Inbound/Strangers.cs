using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Push;
using BookingPlatform.Connectors.Sync.Queue;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using GuestDetails = BookingPlatform.Customers.Contracts.GuestDetails;

namespace BookingPlatform.Connectors.Sync.Inbound;

/// <summary>
/// A guest appears in the PMS whom nobody here is linked to. Whoever has, or once had, the same address under the same name is that person and gets no second
/// profile; somebody without an address of their own who has a customer's name is shown to people; anybody else becomes a customer, as a booking would make them.
/// </summary>
internal sealed class Strangers(SyncDb db, Work work, ICustomers customers, ICustomerCorrections corrections, KnownEmails emails, PushQueue queue)
{
    private const int Enough = 20;

    public async Task Meet(Connection connection, string vendor, ExternalGuest guest, CancellationToken ct)
    {
        if (!connection.TakesGuests || string.IsNullOrWhiteSpace(guest.Name.Last))
            return;
        if (Guid.TryParse(guest.Reference, out var ours) && await customers.FindKept(ours, ct) is { IsDeleted: false } made)
        {
            await Link(connection, vendor, made, guest, ct);
            return;
        }

        var ownEmail = guest is { EmailIsRelay: false, Email: { } email } && await corrections.IsContact(email, ct);
        var known = await WhoHas(guest, ct);
        if (known.Count == 0 && !ownEmail)
            known = await Namesakes(guest, ct);
        if (known.Count == 0)
            await Welcome(connection, vendor, guest, ownEmail, ct);
        else if (ownEmail && await Free(connection, known, ct) is { } free)
            await Link(connection, vendor, free, guest, ct);
        else
            await Ask(connection, known[0], guest, ct);
    }

    /// <summary>Customers of that name who have the address now or had it in a PMS.</summary>
    private async Task<List<CustomerCard>> WhoHas(ExternalGuest guest, CancellationToken ct)
    {
        if (guest.Email is not { } email)
            return [];
        var now = (await customers.Search(email, Enough, ct)).Where(card => string.Equals(card.Email, email.Trim(), StringComparison.OrdinalIgnoreCase)).ToList();
        foreach (var id in await emails.WhoHad(email, ct))
            if (await customers.FindKept(id, ct) is { IsDeleted: false } once)
                now.Add(once);
        return [.. now.DistinctBy(card => card.Id).Where(card => guest.Name.Agrees(new GuestName(card.FirstName, card.LastName)))];
    }

    private async Task<List<CustomerCard>> Namesakes(ExternalGuest guest, CancellationToken ct) =>
        [.. (await customers.Search($"{guest.Name.First} {guest.Name.Last}".Trim(), Enough, ct)).Where(card => guest.Name.Agrees(new GuestName(card.FirstName, card.LastName)))];

    /// <summary>The one of them whom the PMS does not know as another guest.</summary>
    private async Task<CustomerCard?> Free(Connection connection, List<CustomerCard> known, CancellationToken ct)
    {
        var ids = known.Select(card => card.Id).ToArray();
        var linked = await db.Links.Where(link => link.ConnectionId == connection.Id && EF.Parameter(ids).Contains(link.CustomerId)).Select(link => link.CustomerId).ToListAsync(ct);
        return known.Find(card => !linked.Contains(card.Id));
    }

    public async Task<bool> Link(Connection connection, string vendor, CustomerCard customer, ExternalGuest guest, CancellationToken ct)
    {
        db.Links.Add(new GuestLink { ConnectionId = connection.Id, CustomerId = customer.Id, ExternalId = guest.Id.Value, LinkedAtUtc = work.Now });
        await emails.Remember(customer.Id, [guest.Email], ct);
        await db.Differences.Where(row => row.ConnectionId == connection.Id && row.ExternalId == guest.Id.Value).ExecuteDeleteAsync(ct);
        (await queue.Add(connection.Id, customer.Id, ct)).Linked();
        work.Audit(new AuditEntry { Subject = "customer", SubjectId = customer.Id, Action = "customer.pms-linked", Sentence = $"Linked to a guest who appeared in {vendor}: {guest.Id}" });
        return await work.TrySaveAsync(ct);
    }

    /// <summary>A relay goes along as what it is; an address nobody can own is left out.</summary>
    public async Task Welcome(Connection connection, string vendor, ExternalGuest guest, bool ownEmail, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        var details = new GuestDetails(guest.Name.First, guest.Name.Last, ownEmail || guest.EmailIsRelay ? guest.Email : null, guest.Phone, BookWithoutEmail: true, AcceptSharedEmail: true);
        var taken = await customers.TakeForBooking(details, ct);
        if (taken.IsRefused(out _) && details.Email is not null)
            taken = await customers.TakeForBooking(details with { Email = null }, ct);
        if (taken.Is(out var customer, out _))
            await Link(connection, vendor, customer, guest, ct);
        else
            await work.AbandonAsync();
    }

    private async Task Ask(Connection connection, CustomerCard candidate, ExternalGuest guest, CancellationToken ct)
    {
        var shown = await db.Differences.SingleOrDefaultAsync(row => row.ConnectionId == connection.Id && row.ExternalId == guest.Id.Value && row.Field == DifferingField.Guest, ct)
            ?? db.Differences.Add(new Difference { ConnectionId = connection.Id, CustomerId = candidate.Id, ExternalId = guest.Id.Value, Field = DifferingField.Guest, Theirs = "", SeenAtUtc = work.Now }).Entity;
        (shown.Theirs, shown.CustomerId, shown.SeenAtUtc) = (FieldText.Of(guest, DifferingField.Guest), candidate.Id, work.Now);
        await work.TrySaveAsync(ct);
    }
}
