using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Push;

/// <summary>Which guest of a PMS a customer is. A link is committed as soon as it is known, before anything else is asked of the PMS: so a crash never forgets a guest that was made.</summary>
internal sealed class Links(SyncDb db, Work work)
{
    public Task<GuestLink?> Of(Operation operation, CancellationToken ct) =>
        db.Links.SingleOrDefaultAsync(link => link.ConnectionId == operation.ConnectionId && link.CustomerId == operation.CustomerId, ct);

    /// <summary>Links, or says false when another customer is that guest already.</summary>
    public async Task<bool> Make(Operation operation, ExternalGuestId guest, string how, CancellationToken ct)
    {
        if (await Of(operation, ct) is { } link)
            (link.ExternalId, link.LinkedAtUtc) = (guest.Value, work.Now);
        else
            db.Links.Add(new GuestLink { ConnectionId = operation.ConnectionId, CustomerId = operation.CustomerId, ExternalId = guest.Value, LinkedAtUtc = work.Now });
        operation.Linked();
        Note(operation, "customer.pms-linked", how, guest.Value);
        if (await work.TrySaveAsync(ct))
            return true;
        db.Operations.Attach(operation);
        return false;
    }

    /// <summary>The PMS no longer has the guest.</summary>
    public async Task Cut(Operation operation, string how, CancellationToken ct)
    {
        if (await Of(operation, ct) is not { } link)
            return;
        db.Links.Remove(link);
        Note(operation, "customer.pms-unlinked", how, link.ExternalId);
        await work.SaveAsync(ct);
    }

    private void Note(Operation operation, string action, string sentence, string guest) => work.Audit(new AuditEntry
    {
        Subject = "customer",
        SubjectId = operation.CustomerId,
        Action = action,
        Sentence = $"{sentence}: {guest}",
    });
}
