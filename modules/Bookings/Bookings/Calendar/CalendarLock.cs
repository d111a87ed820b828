using System.Data.Common;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Calendar;

/// <summary>
/// Every path that takes time goes through here: first the version of the calendar is raised, which on servers locks its row and on SQLite
/// comes after the write lock, then it is looked whether the time is free. Whoever comes second waits, then sees what the first has taken.
/// </summary>
internal sealed class CalendarLock(BookingsDb db, Work work, Occupancy occupancy, CalendarLocking locking)
{
    /// <summary>Takes the first of the slots that is free, in the order of their calendars. Null when none is; the caller then abandons its work.</summary>
    public async Task<Slot?> Take(SlotPlan plan, Owner owner, CancellationToken ct)
    {
        var likely = plan.Slots.Count > 1 ? await Likely(plan.Slots, owner, ct) : plan.Slots;
        await work.BeginAsync(ct);
        foreach (var slot in likely)
        {
            var standing = db.Database.GetDbConnection().CanCreateBatch && locking.Locks
                ? await LockAndLook(slot, occupancy.Standing(slot, owner), ct)
                : await LockThenLook(slot, occupancy.Standing(slot, owner), ct);
            if (Fits(slot, standing, plan.Party))
                return slot;
        }

        return null;
    }

    /// <summary>Locks a resource's whole calendar, for a path that takes several times of it at once.</summary>
    public async Task Take(Guid resourceId, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (locking.Locks)
            await RaiseResource(resourceId, ct);
    }

    /// <summary>Looks without a lock, so that of many rooms only one is locked and not those that are taken anyway.</summary>
    private async Task<IReadOnlyList<Slot>> Likely(IReadOnlyList<Slot> slots, Owner owner, CancellationToken ct)
    {
        var ids = slots.Select(slot => slot.Resource!.Id).ToArray();
        var taken = await occupancy.Taken(ids, slots[0].Occupied).Where(time => time.OwnerId != owner.BookingId && time.OwnerId != owner.HoldId)
            .Select(time => time.ResourceId).Distinct().ToListAsync(ct);
        return slots.Where(slot => !taken.Contains(slot.Resource!.Id)).ToList();
    }

    private static bool Fits(Slot slot, List<int> standing, int party) =>
        slot.Session is { } session ? standing.Sum() + party <= session.Capacity : standing.Count == 0;

    /// <summary>Statements in one round trip, where the database takes batches. Each statement sees what was committed before it began, so the second sees what the lock waited for.</summary>
    private async Task<List<int>> LockAndLook(Slot slot, IQueryable<int> standing, CancellationToken ct)
    {
        await using var batch = work.Connection.CreateBatch();
        batch.Transaction = work.Transaction;
        if (work.SayBusiness() is { Length: > 0 } words)
            batch.BatchCommands.Add(Say(batch, words));
        batch.BatchCommands.Add(Raise(batch, slot));
        batch.BatchCommands.Add(Look(batch, standing));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        var found = new List<int>();
        while (await reader.ReadAsync(ct))
            found.Add(reader.GetInt32(0));
        return found;
    }

    private static DbBatchCommand Say(DbBatch batch, string words)
    {
        var command = batch.CreateBatchCommand();
        command.CommandText = words.TrimEnd(';', '\n');
        return command;
    }

    private static DbBatchCommand Raise(DbBatch batch, Slot slot)
    {
        var command = batch.CreateBatchCommand();
        var table = slot.Session is null ? "bookings_resources" : "bookings_sessions";
        command.CommandText = $"UPDATE {table} SET \"CalendarVersion\" = \"CalendarVersion\" + 1 WHERE \"Id\" = @calendar";
        var id = command.CreateParameter();
        (id.ParameterName, id.Value) = ("@calendar", slot.CalendarId);
        command.Parameters.Add(id);
        return command;
    }

    /// <summary>EF writes the statement, so that types and names are the database's own.</summary>
    private static DbBatchCommand Look(DbBatch batch, IQueryable<int> standing)
    {
        using var written = standing.CreateDbCommand();
        var command = batch.CreateBatchCommand();
        command.CommandText = written.CommandText;
        var parameters = written.Parameters.Cast<DbParameter>().ToArray();
        written.Parameters.Clear();
        command.Parameters.AddRange(parameters);
        return command;
    }

    private async Task<List<int>> LockThenLook(Slot slot, IQueryable<int> standing, CancellationToken ct)
    {
        if (locking.Locks && slot.Session is { } session)
            await db.Sessions.Where(row => row.Id == session.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.CalendarVersion, row => row.CalendarVersion + 1), ct);
        else if (locking.Locks)
            await RaiseResource(slot.CalendarId, ct);
        return await standing.ToListAsync(ct);
    }

    private Task<int> RaiseResource(Guid resourceId, CancellationToken ct) => db.Resources.Where(row => row.Id == resourceId)
        .ExecuteUpdateAsync(set => set.SetProperty(row => row.CalendarVersion, row => row.CalendarVersion + 1), ct);
}

/// <summary>Only tests switch the lock off, to show that without it they find double bookings.</summary>
internal sealed record CalendarLocking(bool Locks = true);
