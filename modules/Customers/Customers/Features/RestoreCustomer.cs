using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Lists;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Features;

/// <summary>Undoes a deletion: the record is found again, with its alert, its lists and its bookings as they were.</summary>
internal sealed class RestoreCustomer(CustomersDb db, CustomerRecords records, ListsOfCustomers lists, Work work)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/customers/{id:guid}/restore", async (Guid id, HttpRequest http, RestoreCustomer feature, IContactMask mask, CancellationToken ct) =>
            (await feature.Handle(id, IfMatch.Version(http), ct)).ToHttp(customer => TypedResults.Ok(mask.IsAlwaysOn ? customer.Mask() : customer)))
        .Needs(Right.DeleteCustomers)
        .Produces<CustomerAnswer>()
        .WithSummary("Undo a deletion within 30 days. 409 restore-too-late, not-deleted, or email-belongs-to when somebody else has verified the email meanwhile.");

    public async Task<Answer<CustomerAnswer>> Handle(Guid id, int? version, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (await db.CustomersEvenDeleted.SingleOrDefaultAsync(customer => customer.Id == id, ct) is not { } customer)
            return Refusal.NotFound("customer");
        if (customer.ErasedAtUtc is not null)
            return CustomerRefusals.Erased(id);
        if (customer.MergedIntoId is { } kept)
            return CustomerRefusals.Merged(id, kept);
        if (customer.DeletedAtUtc is not { } deletedAt)
            return Refusal.Conflict("not-deleted", "This customer is not deleted.");
        if (version is not null && version != customer.Version)
            return Refusal.Stale();
        if (work.Now > deletedAt + Customer.Restorable)
            return Refusal.Conflict("restore-too-late", "A deletion can be undone for 30 days, and this one is older. Make a new record; the bookings of the old one stay readable.");
        return await EmailTaken(customer, ct) is { } taken ? taken : await Save(customer, ct);
    }

    /// <summary>A verified address is how somebody signs in: it cannot be two people's (C1).</summary>
    private async Task<Refusal?> EmailTaken(Customer customer, CancellationToken ct)
    {
        if (customer.Email is not { State: EmailState.Verified, Key: var key })
            return null;
        var holder = await db.Customers.AsNoTracking().FirstOrDefaultAsync(other => other.Email!.Key == key && other.Email.State == EmailState.Verified, ct);
        return holder is null ? null : Refusal
            .Conflict("email-belongs-to", $"{holder.Name} has verified the email {customer.Email.Address} since then, and it can only prove who one person is. Use that record, or change its email first.")
            .With("customer", new ChangeEmail.Holder(holder.Id, holder.FirstName, holder.LastName, holder.Email!.Address, holder.Email.State));
    }

    private async Task<Answer<CustomerAnswer>> Save(Customer customer, CancellationToken ct)
    {
        records.Restore(customer);
        work.Audit(CustomerHistory.Restored(customer));
        return await work.TrySaveVersionAsync(ct) ? await lists.Tell(customer, ct) : Refusal.Stale();
    }
}
