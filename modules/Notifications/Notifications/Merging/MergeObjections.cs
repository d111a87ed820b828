using BookingPlatform.Customers.Contracts;
using BookingPlatform.Notifications.Domain;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Merging;

/// <summary>Takes the union of objections apart again. Nobody's objection is lost by it: one made since the merge could be anybody's of them, so it stays with all.</summary>
internal sealed class MergeObjections(NotificationsDb db)
{
    public async Task Undo(MergeAct act, CancellationToken ct)
    {
        var ids = act.AllIds.ToArray();
        var before = await db.MergedRows.Where(row => row.MergeId == act.MergeId && row.Kind == MergedRow.Objections).ToDictionaryAsync(row => row.RowId, ct);
        var today = await db.Objections.Where(one => EF.Parameter(ids).Contains(one.CustomerId)).ToDictionaryAsync(one => one.CustomerId, ct);
        if (!today.TryGetValue(act.KeptId, out var kept))
            return;
        var (post, email) = (before.Values.Any(row => row.Post), before.Values.Any(row => row.Email));
        var (newPost, newEmail) = (kept.Post && !post, kept.Email && !email);
        if (newPost || newEmail)
            foreach (var other in act.OtherIds)
                Object(today.GetValueOrDefault(other) ?? db.Objections.Add(new Objections { CustomerId = other, Version = 1 }).Entity, newPost, newEmail);
        PutBack(kept, before.GetValueOrDefault(act.KeptId), (post, email));
    }

    private static void Object(Objections one, bool post, bool email) => (one.Post, one.Email) = (one.Post || post, one.Email || email);

    /// <summary>What is as the merge left it goes back; what staff changed since stays.</summary>
    private void PutBack(Objections kept, MergedRow? before, (bool Post, bool Email) united)
    {
        if (kept.Post == united.Post)
            kept.Post = before?.Post ?? false;
        if (kept.Email == united.Email)
            kept.Email = before?.Email ?? false;
        if (!kept.Post && !kept.Email)
            db.Objections.Remove(kept);
    }

    /// <summary>"post and email".</summary>
    public static string Ways(IReadOnlyCollection<Objections> objections) => (objections.Any(one => one.Post), objections.Any(one => one.Email)) switch
    {
        (true, true) => "post and email",
        (true, false) => "post",
        _ => "email",
    };
}
