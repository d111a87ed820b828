using BookingPlatform.Customers.Contracts;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Features;

/// <summary>
/// Guests of hotel systems stay as they are when customers are merged here: each link stays with the record it was made for, which points to the kept one, so
/// that a customer may be several guests of one system and the undo has nothing to put back. Who gets what sent: <see cref="Queue.FanOut"/>.
/// </summary>
internal sealed class MergeProfiles(SyncDb db) : IMergeParticipant
{
    public string Key => "pmsProfiles";

    public int Order => 40;

    public async Task<IReadOnlyList<MergeEffect>> Preview(MergeAct act, CancellationToken ct)
    {
        var ids = act.AllIds.ToArray();
        var links = await db.Links.CountAsync(link => EF.Parameter(ids).Contains(link.CustomerId), ct);
        return links == 0 ? [] : [new(Key, links, links == 1
            ? "1 profile in the hotel system is linked to the kept record"
            : $"{links} profiles in hotel systems are linked to the kept record and get its changes; they are not merged there", "plug-connected")];
    }

    public Task<IReadOnlyDictionary<string, int>> Merge(MergeAct act, CancellationToken ct) => Task.FromResult<IReadOnlyDictionary<string, int>>(new Dictionary<string, int>());

    public Task<IReadOnlyList<SinceMerge>> Since(MergeAct act, CancellationToken ct) => Task.FromResult<IReadOnlyList<SinceMerge>>([]);

    public Task Undo(UnmergeAct act, CancellationToken ct) => Task.CompletedTask;
}
