using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Ui;
using BookingPlatform.Notifications.Advertising;
using BookingPlatform.Notifications.Domain;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Erasing;

/// <summary>
/// That messages were sent, when and of what kind stays; to whom goes. Links and passwords are deleted, open requests for a brochure are withdrawn. Consents are withdrawn and stay as proof, which
/// holds nothing but words, way and days. Objections to advertising stay with the record; of their addresses a hash is kept for some years, so that an address book that brings one again does not undo the no.
/// </summary>
internal sealed class EraseMessages(NotificationsDb db, ConsentBook consents, ICustomers customers, IBusinesses businesses, Work work) : IEraseParticipant
{
    public int Order => 20;

    public async Task<ErasePreview> Preview(EraseAct act, CancellationToken ct)
    {
        var ids = act.CustomerIds.ToArray();
        var business = await businesses.Get(work.BusinessId, ct);
        var messages = await db.Messages.CountAsync(message => EF.Parameter(ids).Contains(message.CustomerId), ct);
        var links = await db.GuestPasswords.AnyAsync(password => EF.Parameter(ids).Contains(password.CustomerId), ct);
        var brochure = await db.BrochureRequests.AnyAsync(request => request.OpenFor != null && EF.Parameter(ids).Contains(request.CustomerId), ct);
        List<EraseEffect> effects = [];
        if (messages > 0)
            effects.Add(new($"{business.ShowNumber(messages)} {(messages == 1 ? "message" : "messages")}: to whom and about what", Stays: false));
        if (links)
            effects.Add(new("The password for the Guest App", Stays: false));
        if (brochure)
            effects.Add(new("The open brochure request", Stays: false));
        return new(effects, []);
    }

    public async Task<IReadOnlyCollection<Guid>> Erase(EraseAct act, CancellationToken ct)
    {
        var (ids, merges) = (act.CustomerIds.ToArray(), act.MergeIds.ToArray());
        await KeepTheNo(ids, ct);
        var messages = db.Messages.Where(message => EF.Parameter(ids).Contains(message.CustomerId));
        await messages.ExecuteUpdateAsync(set => set.SetProperty(message => message.Recipient, (string?)null).SetProperty(message => message.Subject, (string?)null)
            .SetProperty(message => message.ReasonText, (string?)null).SetProperty(message => message.Version, message => message.Version + 1), ct);
        await db.Suppressions.Where(one => one.CustomerId != null && EF.Parameter(ids).Contains(one.CustomerId.Value) || messages.Any(message => message.Id == one.MessageId)).ExecuteDeleteAsync(ct);
        await db.GuestLinks.Where(link => EF.Parameter(ids).Contains(link.CustomerId)).ExecuteDeleteAsync(ct);
        await db.GuestPasswords.Where(password => EF.Parameter(ids).Contains(password.CustomerId)).ExecuteDeleteAsync(ct);
        await db.BrochureRequests.Where(request => request.OpenFor != null && EF.Parameter(ids).Contains(request.CustomerId)).ExecuteUpdateAsync(set => set
            .SetProperty(request => request.OpenFor, (Guid?)null).SetProperty(request => request.State, BrochureState.Cancelled), ct);
        await db.MergedRows.Where(row => EF.Parameter(merges).Contains(row.MergeId)).ExecuteDeleteAsync(ct);
        return await messages.Select(message => message.Id).ToListAsync(ct);
    }

    private async Task KeepTheNo(Guid[] ids, CancellationToken ct)
    {
        await consents.Withdraw(ids, WithdrawalWay.Erasure, ct);
        if (!await db.Objections.AnyAsync(one => one.Email && EF.Parameter(ids).Contains(one.CustomerId), ct))
            return;
        foreach (var address in (await customers.FindMany(ids, ct)).Values.Select(customer => customer.Email).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase))
            await consents.Remember(address, ct);
    }
}
