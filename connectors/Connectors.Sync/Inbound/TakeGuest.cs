using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Push;
using BookingPlatform.Connectors.Sync.Queue;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Inbound;

/// <summary>
/// Takes in a guest as the PMS has them now. What only repeats us changes nothing; a field is taken, sent again or shown as a difference by the rules of the
/// connection; a blank, old or relayed email never reverts a corrected one (S0-45).
/// </summary>
internal sealed class TakeGuest(SyncDb db, Work work, ICustomers customers, ICustomerCorrections corrections, KnownEmails emails, PushQueue queue, Strangers strangers)
{
    public async Task Run(Connection connection, string vendor, ExternalGuest guest, CancellationToken ct)
    {
        if (await db.Links.AsNoTracking().SingleOrDefaultAsync(row => row.ConnectionId == connection.Id && row.ExternalId == guest.Id.Value, ct) is not { } link)
        {
            await strangers.Meet(connection, vendor, guest, ct);
            return;
        }

        if (await customers.FindKept(link.CustomerId, ct) is not { IsDeleted: false } customer)
            return;
        var id = Operation.IdOf(connection.Id, link.CustomerId);
        if (await db.Operations.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } operation)
        {
            await queue.Add(connection.Id, link.CustomerId, ct);
            await work.SaveAsync(ct);
            return;
        }

        var isSecond = link.CustomerId != customer.Id;
        var sides = new Comparison(connection, operation, WantedGuest.Of(isSecond ? Pushing.WithoutEmail(customer) : customer), guest, isSecond || await IsWorthless(customer, guest, ct));
        await Settle(operation, sides, guest, ct);
        await TakeTheirs(connection, customer, sides, guest, ct);
    }

    /// <summary>A second guest of a merged customer keeps its own email; otherwise relays, addresses of our own and old ones are worth nothing.</summary>
    private async Task<bool> IsWorthless(CustomerCard customer, ExternalGuest guest, CancellationToken ct) => guest.Email is { } email
        && (guest.EmailIsRelay || !await corrections.IsContact(email, ct) || await emails.IsOld(customer.Id, email, WantedGuest.Of(customer).Email?.Address, ct));

    private async Task Settle(Operation operation, Comparison sides, ExternalGuest guest, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        await emails.Remember(operation.CustomerId, [guest.Email], ct);
        await Note(operation, sides, guest, ct);
        if (operation.State is OperationState.InStep)
            operation.Agree(sides.Agreement);
        // A PMS that keeps showing something else has had its three looks; asking again at each of its answers would never end.
        if (operation.State is OperationState.InStep && sides.With(FieldFate.Ours).Any())
            (await queue.Add(operation.ConnectionId, operation.CustomerId, ct)).QueueAfresh(work.Now);
        await work.SaveAsync(ct);
    }

    private async Task Note(Operation operation, Comparison sides, ExternalGuest guest, CancellationToken ct)
    {
        var differing = sides.With(FieldFate.Differs).ToList();
        var shown = await db.Differences.Where(row => row.ConnectionId == operation.ConnectionId && row.ExternalId == guest.Id.Value && row.Field != DifferingField.Guest).ToListAsync(ct);
        db.Differences.RemoveRange(shown.Where(row => !differing.Contains(row.Field)));
        foreach (var field in differing)
            Show(shown.Find(row => row.Field == field), operation.ConnectionId, operation.CustomerId, field, guest, null);
    }

    private void Show(Difference? shown, Guid connection, Guid customer, DifferingField field, ExternalGuest guest, string? sentence)
    {
        shown ??= db.Differences.Add(new Difference { ConnectionId = connection, CustomerId = customer, ExternalId = guest.Id.Value, Field = field, Theirs = "", SeenAtUtc = work.Now }).Entity;
        (shown.Theirs, shown.Sentence, shown.SeenAtUtc, shown.CustomerId) = (FieldText.Of(guest, field), sentence, work.Now, customer);
    }

    /// <summary>Each field for itself, so that an email somebody else has keeps no phone number back; what is refused stands as a difference.</summary>
    private async Task TakeTheirs(Connection connection, CustomerCard customer, Comparison sides, ExternalGuest guest, CancellationToken ct)
    {
        foreach (var field in sides.With(FieldFate.Theirs))
        {
            if (!(await corrections.Correct(customer.Id, FieldText.Correction(guest, field), ct)).IsRefused(out var refusal))
                continue;
            await work.AbandonAsync();
            var shown = await db.Differences.SingleOrDefaultAsync(row => row.ConnectionId == connection.Id && row.ExternalId == guest.Id.Value && row.Field == field, ct);
            Show(shown, connection.Id, customer.Id, field, guest, refusal.Message);
            await work.SaveAsync(ct);
        }
    }
}
