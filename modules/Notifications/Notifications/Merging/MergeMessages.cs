using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Ui;
using BookingPlatform.Notifications.Contracts;
using BookingPlatform.Notifications.Domain;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Merging;

/// <summary>What customers were told and asked for: messages, brochure requests, consents and objections to advertising, links and passwords.</summary>
internal sealed class MergeMessages(NotificationsDb db, Work work, IBookings bookings, ICustomers customers, IBusinesses businesses) : IMergeParticipant
{
    public string Key => "messages";

    public int Order => 30;

    public async Task<IReadOnlyList<MergeEffect>> Preview(MergeAct act, CancellationToken ct)
    {
        var (others, all) = (act.OtherIds.ToArray(), act.AllIds.ToArray());
        var business = await businesses.Get(work.BusinessId, ct);
        var messages = await db.Messages.CountAsync(message => EF.Parameter(others).Contains(message.CustomerId), ct);
        var waiting = await db.Messages.CountAsync(message => EF.Parameter(others).Contains(message.CustomerId) && message.State == MessageState.Queued, ct);
        var open = await db.BrochureRequests.CountAsync(request => request.OpenFor != null && EF.Parameter(all).Contains(request.OpenFor.Value), ct);
        var objections = await db.Objections.Where(one => EF.Parameter(all).Contains(one.CustomerId) && (one.Post || one.Email)).ToListAsync(ct);
        var consents = await db.Consents.CountAsync(one => one.WithdrawnAtUtc == null && EF.Parameter(others).Contains(one.CustomerId), ct);
        var passwords = await db.GuestPasswords.Where(password => EF.Parameter(all).Contains(password.CustomerId)).Select(password => password.CustomerId).ToListAsync(ct);
        List<MergeEffect> effects = [];
        if (messages > 0)
            effects.Add(new("messages", messages, $"{business.ShowNumber(messages)} {(messages == 1 ? "message moves" : "messages move")}{(waiting > 0 ? $"; {business.ShowNumber(waiting)} not sent yet will go to the kept record's email" : "")}", "mail"));
        if (open > 1)
            effects.Add(new("brochureRequests", open, $"{open} open brochure requests become one", "mailbox"));
        if (objections.Count > 0)
            effects.Add(new("objections", objections.Count, $"The objection to advertising by {MergeObjections.Ways(objections)} holds for the kept record", "mail-off"));
        if (consents > 0)
            effects.Add(new("consents", consents, objections.Any(one => one.Email) ? "A consent to advertising by email moves and stays without effect: the objection is stronger" : "The consent to advertising by email holds for the kept record", "mail-check"));
        if (passwords.Count > 0)
            effects.Add(new("guestPasswords", passwords.Count, passwords.Contains(act.KeptId) ? "The guest signs in with the kept record's password" : "The guest's password is carried over to the kept record", "key"));
        return effects;
    }

    public Task<IReadOnlyDictionary<string, int>> Merge(MergeAct act, CancellationToken ct) => work.RunAsync(MergeStatements.Move, act.SqlValues(work.BusinessId), ct);

    public async Task<IReadOnlyList<SinceMerge>> Since(MergeAct act, CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        return (await RequestsSince(act).OrderByDescending(request => request.RequestedAtUtc).Select(request => new { request.Id, request.RequestedAtUtc }).Take(100).ToListAsync(ct))
            .ConvertAll(request => new SinceMerge("brochureRequest", request.Id, request.RequestedAtUtc, $"Brochure request, {business.ShowMoment(request.RequestedAtUtc)}", act.KeptId));
    }

    public async Task Undo(UnmergeAct act, CancellationToken ct)
    {
        await new MergeObjections(db).Undo(act.Merge, ct);
        foreach (var id in await RequestsSince(act.Merge).Select(request => request.Id).ToListAsync(ct))
            if (act.OwnerOf(id, act.Merge.KeptId) is var owner && owner != act.Merge.KeptId)
                await Give(id, owner, ct);
        await work.RunAsync(MergeStatements.Return, act.Merge.SqlValues(work.BusinessId), ct);
        await FollowBookings(act.Merge, ct);
        await TakeBackOffers(act.Merge, ct);
    }

    private IQueryable<BrochureRequest> RequestsSince(MergeAct act) => db.BrochureRequests.Where(request => request.CustomerId == act.KeptId && request.RequestedAtUtc > act.AtUtc);

    /// <summary>Where that record's own request comes back open, this one is counted with it.</summary>
    private async Task Give(Guid request, Guid to, CancellationToken ct)
    {
        var given = db.BrochureRequests.Where(one => one.Id == request);
        var hasOne = await db.MergedRows.AnyAsync(row => row.Kind == MergedRow.Brochures && row.FromCustomerId == to && row.WasCurrent
            && db.BrochureRequests.Any(own => own.Id == row.RowId && (own.State == BrochureState.Open || own.State == BrochureState.Merged)), ct);
        await given.ExecuteUpdateAsync(set => set.SetProperty(one => one.CustomerId, to), ct);
        await given.Where(one => one.OpenFor != null).ExecuteUpdateAsync(set => set
            .SetProperty(one => one.OpenFor, hasOne ? null : to)
            .SetProperty(one => one.State, hasOne ? BrochureState.Merged : BrochureState.Open), ct);
    }

    /// <summary>What was said about a booking since the merge belongs to whoever has the booking now.</summary>
    private async Task FollowBookings(MergeAct act, CancellationToken ct)
    {
        var since = db.Messages.Where(message => message.CustomerId == act.KeptId && message.CreatedAtUtc > act.AtUtc);
        var owners = await bookings.CustomersOf(await since.Select(message => message.BookingId).Distinct().ToListAsync(ct), ct);
        foreach (var owned in owners.Where(one => act.OtherIds.Contains(one.Value)).GroupBy(one => one.Value, one => one.Key))
        {
            var ids = owned.ToArray();
            await since.Where(message => EF.Parameter(ids).Contains(message.BookingId)).ExecuteUpdateAsync(set => set.SetProperty(message => message.CustomerId, owned.Key), ct);
        }
    }

    /// <summary>What had been missed was offered when the merge brought an email; for who has none again it cannot be sent any more.</summary>
    private async Task TakeBackOffers(MergeAct act, CancellationToken ct)
    {
        var unreachable = (await customers.FindMany(act.AllIds.ToList(), ct)).Values.Where(customer => !customer.IsReachable).Select(customer => customer.Id).ToArray();
        await db.Messages.Where(message => message.OfferedAtUtc != null && EF.Parameter(unreachable).Contains(message.CustomerId))
            .ExecuteUpdateAsync(set => set.SetProperty(message => message.OfferedAtUtc, (DateTime?)null), ct);
    }
}
