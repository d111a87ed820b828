using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Features;

/// <summary>The alert message: text in it flags the customer, emptying it takes the flag away (S2-2, S2-29). What follows the alert changes with it or not at all.</summary>
internal sealed class FlagCustomer(CustomersDb db, CustomerRecords records, IEnumerable<IFollowAlert> followers, Work work)
{
    internal sealed record Request(string? Message);

    internal sealed record Result(int BookingsChanged, string? AlertMessage, int Version);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPut("/customers/{id:guid}/alert", async (Guid id, Request request, HttpRequest http, FlagCustomer feature, CancellationToken ct) =>
            (await feature.Handle(id, request, IfMatch.Version(http), ct)).ToHttp())
        .Needs(Right.ChangeCustomers)
        .Produces<Result>()
        .WithSummary("Flag a customer with an alert message for staff; an empty one takes the flag away. 409 flagging-unavailable where guests never register.");

    public async Task<Answer<Result>> Handle(Guid id, Request request, int? version, CancellationToken ct)
    {
        var typed = new TypedFields("");
        var alert = typed.Text("message", request.Message, Customer.LongestAlert);
        if (typed.Faults.Count > 0)
            return Refusal.Invalid(typed.Faults);
        await work.BeginAsync(ct);
        if (await db.CustomersEvenDeleted.SingleOrDefaultAsync(customer => customer.Id == id, ct) is not { } customer)
            return Refusal.NotFound("customer");
        if (customer.RefuseChange() is { } deleted)
            return deleted;
        if (version is not null && version != customer.Version)
            return Refusal.Stale();
        if (alert == customer.AlertMessage)
            return new Result(0, alert, customer.Version);
        return alert is not null && await Unavailable(ct) is { } unavailable ? unavailable : await Save(customer, alert, ct);
    }

    /// <summary>An alert that is there already may always be read and taken away (S2-8).</summary>
    private async Task<Refusal?> Unavailable(CancellationToken ct) => await db.Settings.AsNoTracking().SingleOrDefaultAsync(ct) is { CanFlag: false }
        ? Refusal.Conflict("flagging-unavailable", "Guests never register here, so a flagged guest would not be recognised. Allow flags without registration in Settings, Customers.")
        : null;

    private async Task<Answer<Result>> Save(Customer customer, string? alert, CancellationToken ct)
    {
        var before = customer.AlertMessage;
        await records.Change(customer, () => customer.Flag(alert, work.Now), ct);
        work.Audit(CustomerHistory.AlertChanged(customer.Id, before, alert));
        var changed = 0;
        foreach (var follower in followers)
            changed += await follower.Follow(customer.Id, before, alert, ct);
        return await work.TrySaveVersionAsync(ct) ? new Result(changed, alert, customer.Version) : Refusal.Stale();
    }
}
