using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Search;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Erasing;

/// <summary>
/// Does an erasure that is due, in one transaction over every module: whatever said who the person was is gone, bookings and amounts are as they were.
/// Backups of the database still hold it until they are replaced.
/// </summary>
internal sealed class EraseCustomer(CustomersDb db, ErasingPeople people, CustomerRecords records, IEnumerable<IEraseParticipant> participants, EraseTraces traces, Work work)
{
    /// <returns>False when something stands in the way; the erasure says what and waits.</returns>
    public async Task<bool> Handle(Guid erasureId, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (await db.Erasures.SingleOrDefaultAsync(erasure => erasure.Id == erasureId && erasure.WaitingFor != null && erasure.DueAtUtc <= work.Now, ct) is not { } erasure)
            return false;
        if (!(await people.Find(erasure.CustomerId, erasureId, ct)).Is(out var person, out var refusal))
            return await Wait(erasure, refusal.Message, ct);
        if ((await people.Ask(person, ct)).Holds is [var hold, ..])
            return await Wait(erasure, hold.Text, ct);
        await Erase(person, ct);
        erasure.Finish(work.Now);
        work.Tell(new CustomerErased(person.Customer.Id, person.Merged.Select(customer => customer.Id).ToList()), person.Customer.Id);
        work.Audit(ErasureHistory.Erased(person.Customer.Id, erasureId));
        return await work.TrySaveVersionAsync(ct);
    }

    private async Task<bool> Wait(Erasure erasure, string why, CancellationToken ct)
    {
        if (erasure.Hold != why)
            erasure.HoldBack(Words.Cut(why, Erasure.LongestHold));
        await work.TrySaveVersionAsync(ct);
        return false;
    }

    private async Task Erase(ErasingPerson person, CancellationToken ct)
    {
        var said = await Said(person, ct);
        var subjects = new List<Guid>(person.Act.CustomerIds);
        foreach (var participant in participants.OrderBy(participant => participant.Order))
            subjects.AddRange(await participant.Erase(person.Act, ct));
        if (person.Customer.DeletedAtUtc is null)
            await records.Delete(person.Customer, ct);
        foreach (var customer in person.All)
            customer.Erase(work.Now);
        await EraseRows(person.Act, said, ct);
        await traces.Handle(person.Act.ErasureId, subjects, said, ct);
    }

    /// <summary>What may stand anywhere in a sentence: names, addresses, numbers.</summary>
    private async Task<IReadOnlyList<string>> Said(ErasingPerson person, CancellationToken ct)
    {
        var ids = person.Act.CustomerIds.ToArray();
        var former = await db.FormerEmails.Where(email => EF.Parameter(ids).Contains(email.CustomerId)).Select(email => email.Address).ToListAsync(ct);
        return person.All
            .SelectMany(customer => new[] { customer.Name, $"{customer.LastName} {customer.FirstName}", $"{customer.LastName}, {customer.FirstName}", customer.Email?.Address, customer.PhoneAsTyped, customer.PhoneE164 })
            .Concat(former).OfType<string>().Distinct().ToList();
    }

    private async Task EraseRows(EraseAct act, IReadOnlyList<string> said, CancellationToken ct)
    {
        var (ids, merges) = (act.CustomerIds.ToArray(), act.MergeIds.ToArray());
        await db.MatchKeys.Where(row => EF.Parameter(ids).Contains(row.CustomerId)).ExecuteDeleteAsync(ct);
        await db.Duplicates.Where(row => EF.Parameter(ids).Contains(row.OneId) || EF.Parameter(ids).Contains(row.OtherId)).ExecuteDeleteAsync(ct);
        await db.ListMembers.Where(row => EF.Parameter(ids).Contains(row.CustomerId)).ExecuteDeleteAsync(ct);
        await db.LegalHolds.Where(row => EF.Parameter(ids).Contains(row.CustomerId)).ExecuteDeleteAsync(ct);
        await db.FormerEmails.Where(row => EF.Parameter(ids).Contains(row.CustomerId)).ExecuteDeleteAsync(ct);
        await db.Merges.Where(row => EF.Parameter(merges).Contains(row.Id)).ExecuteDeleteAsync(ct);
        await db.MergedCustomers.Where(row => EF.Parameter(merges).Contains(row.MergeId)).ExecuteDeleteAsync(ct);
        foreach (var text in said.Where(text => text.Length >= EraseTraces.ShortestTrace))
        {
            await db.RefusedLines.Where(line => line.Text.Contains(text)).ExecuteDeleteAsync(ct);
            await db.SavedFilters.Where(filter => filter.Name.Contains(text) || filter.Query.Contains(text)).ExecuteDeleteAsync(ct);
        }
    }
}
