using System.Globalization;
using BookingPlatform.Customers.AddressBook;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Features;

/// <summary>
/// Takes an import back: the records it made go, as if they had never been there, in one transaction. Whoever was changed or booked since stays, and it is said why.
/// Repeating it changes nothing.
/// </summary>
internal sealed class UndoImport(CustomersDb db, IEnumerable<IFollowCustomer> followers, Work work)
{
    private const int MostTold = 1000;
    private const int AskedAtOnce = 1000;

    /// <param name="Removed">How many records went.</param>
    /// <param name="Kept">How many stay.</param>
    /// <param name="AlreadyUndone">It was undone before; this request changed nothing.</param>
    /// <param name="Stays">The first of those that stay, with the reason.</param>
    internal sealed record Response(int Removed, int Kept, bool AlreadyUndone, IReadOnlyList<Staying> Stays);

    internal sealed record Staying(Guid CustomerId, string Name, string Reason);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/customers/imports/{id:guid}/undo", async (Guid id, UndoImport feature, CancellationToken ct) => (await feature.Handle(id, ct)).ToHttp())
        .Needs(Right.ImportCustomers)
        .Produces<Response>()
        .WithSummary("Undo an import: removes the records it made that nobody has changed or booked for since, and says which stay and why.");

    public async Task<Answer<Response>> Handle(Guid id, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (await db.Imports.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } import)
            return Refusal.NotFound("import");
        if (import.UndoneAtUtc is not null)
            return new Response(import.Removed, import.Kept, true, []);
        var stays = await WhoStays(id, ct);
        foreach (var part in stays.Select(one => one.CustomerId).Chunk(AskedAtOnce))
            await db.Customers.Where(row => EF.Parameter(part).Contains(row.Id)).ExecuteUpdateAsync(set => set.SetProperty(row => row.ImportId, (Guid?)null), ct);
        await db.SearchRows.Where(row => db.Customers.Any(customer => customer.Id == row.CustomerId && customer.ImportId == id)).ExecuteDeleteAsync(ct);
        await db.Duplicates.Where(pair => db.Customers.Any(customer => (customer.Id == pair.OneId || customer.Id == pair.OtherId) && customer.ImportId == id)).ExecuteDeleteAsync(ct);
        var removed = await db.Customers.Where(row => row.ImportId == id).ExecuteDeleteAsync(ct);
        import.TakenBack(removed, stays.Count, work.Now);
        work.Audit(CustomerHistory.ImportUndone(work.BusinessId, import));
        await work.SaveAsync(ct);
        return new Response(removed, stays.Count, false, stays.Take(MostTold).ToList());
    }

    private async Task<List<Staying>> WhoStays(Guid import, CancellationToken ct)
    {
        var made = await db.Customers.Where(row => row.ImportId == import).OrderBy(row => row.SortName)
            .Select(row => new { row.Id, Name = row.FirstName + " " + row.LastName, row.Version, row.LastVisit }).ToListAsync(ct);
        var reasons = made.Where(row => row.Version > 1 || row.LastVisit is not null)
            .ToDictionary(row => row.Id, row => row.LastVisit is null ? "changed since" : "has been here since");
        foreach (var part in made.Select(row => row.Id).Where(id => !reasons.ContainsKey(id)).Chunk(AskedAtOnce))
            foreach (var follower in followers)
                foreach (var (id, count) in await follower.CountMany(part, ct))
                    reasons.TryAdd(id, string.Create(CultureInfo.InvariantCulture, $"has {follower.Say(count)}"));
        return made.Where(row => reasons.ContainsKey(row.Id)).Select(row => new Staying(row.Id, row.Name, reasons[row.Id])).ToList();
    }
}
