using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Features;

/// <summary>Delete: the record leaves search, lists and exports; its bookings stay and stay readable (S1-28, C7). It can be undone for a while and erases nothing.</summary>
internal sealed class DeleteCustomer(CustomersDb db, CustomerRecords records, Reach reach, Work work)
{
    /// <param name="BookingsKept">How many bookings stay.</param>
    /// <param name="DeletedAt">Now.</param>
    /// <param name="RestorableUntil">Until then it can be undone.</param>
    /// <param name="Version">To restore it with.</param>
    internal sealed record Result(int BookingsKept, DateTime DeletedAt, DateTime RestorableUntil, int Version);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapDelete("/customers/{id:guid}", async (Guid id, HttpRequest http, DeleteCustomer feature, CancellationToken ct) =>
            (await feature.Handle(id, IfMatch.Version(http), ct)).ToHttp())
        .Needs(Right.DeleteCustomers)
        .Produces<Result>()
        .WithSummary("Delete a record; its bookings stay. POST …/restore undoes it for 30 days. Distinct from erasing a person's data.");

    public async Task<Answer<Result>> Handle(Guid id, int? version, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (await db.CustomersEvenDeleted.SingleOrDefaultAsync(customer => customer.Id == id, ct) is not { } customer)
            return Refusal.NotFound("customer");
        if (customer.RefuseChange() is { } deleted)
            return deleted;
        if (version is not null && version != customer.Version)
            return Refusal.Stale();
        var bookings = await reach.Bookings(id, ct);
        await records.Delete(customer, ct);
        work.Audit(CustomerHistory.Deleted(customer, bookings));
        return await work.TrySaveVersionAsync(ct) ? Of(customer, bookings) : Refusal.Stale();
    }

    private static Result Of(Customer customer, int bookings) =>
        new(bookings, customer.DeletedAtUtc!.Value, customer.DeletedAtUtc.Value + Customer.Restorable, customer.Version);
}
