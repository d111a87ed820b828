using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Errands;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Erasing;

/// <summary>
/// No hotel system lets a program erase a guest, so staff are given that as a task, with the guest's number there; it is forgotten when the task is done. All else
/// the platform kept about the person's guests goes.
/// </summary>
internal sealed class EraseProfiles(SyncDb db, Work work) : IEraseParticipant
{
    public int Order => 10;

    public async Task<ErasePreview> Preview(EraseAct act, CancellationToken ct) =>
        new((await Linked(act.CustomerIds.ToArray(), ct)).ConvertAll(linked => new EraseEffect($"The guest in {linked.Connection} is not touched. You get a task to erase it there", Stays: true)), []);

    public async Task<IReadOnlyCollection<Guid>> Erase(EraseAct act, CancellationToken ct)
    {
        var ids = act.CustomerIds.ToArray();
        var linked = await Linked(ids, ct);
        await db.Operations.Where(row => EF.Parameter(ids).Contains(row.CustomerId)).ExecuteDeleteAsync(ct);
        await db.Errands.Where(row => EF.Parameter(ids).Contains(row.CustomerId) || EF.Parameter(ids).Contains(row.SubjectId)).ExecuteDeleteAsync(ct);
        await db.Differences.Where(row => EF.Parameter(ids).Contains(row.CustomerId)).ExecuteDeleteAsync(ct);
        await db.KnownEmails.Where(row => EF.Parameter(ids).Contains(row.CustomerId)).ExecuteDeleteAsync(ct);
        await db.Links.Where(row => EF.Parameter(ids).Contains(row.CustomerId)).ExecuteDeleteAsync(ct);
        foreach (var (connectionId, connection, customerId, guest) in linked)
        {
            var task = db.Errands.Add(new Errand { ConnectionId = connectionId, CustomerId = customerId, Kind = ErrandKind.Erase, SubjectId = customerId }).Entity;
            task.Ask(wanted: true, guest, work.Actor.Name, work.Now);
            task.NeedStaff(FailureClass.NotSupported, Errand.EraseByHand(guest, connection), ErrandCode.NotOffered, work.Now);
        }

        return [];
    }

    private async Task<List<(Guid ConnectionId, string Connection, Guid CustomerId, string Guest)>> Linked(Guid[] ids, CancellationToken ct) =>
        (await db.Links.Where(link => EF.Parameter(ids).Contains(link.CustomerId))
            .Join(db.Connections, link => link.ConnectionId, connection => connection.Id, (link, connection) => new { link.ConnectionId, connection.Name, link.CustomerId, link.ExternalId })
            .ToListAsync(ct)).ConvertAll(row => (row.ConnectionId, row.Name, row.CustomerId, row.ExternalId));
}
