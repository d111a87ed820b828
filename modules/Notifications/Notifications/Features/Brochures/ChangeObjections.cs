using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Notifications.Advertising;
using BookingPlatform.Notifications.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features.Brochures;

/// <summary>A customer forbids advertising by post or by email, or allows it again. An objection to post takes an open brochure request off the list.</summary>
internal sealed class ChangeObjections(NotificationsDb db, ICustomers customers, ConsentBook consents, Work work)
{
    /// <param name="Post">No advertising by post; unchanged when left out.</param>
    /// <param name="Email">No advertising by email; unchanged when left out.</param>
    internal sealed record Request(bool? Post, bool? Email);

    internal sealed record Answer(Guid CustomerId, bool Post, bool Email);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("customers/{id:guid}/objections", async (Guid id, ChangeObjections feature, CancellationToken ct) => (await feature.Read(id, ct)).ToHttp())
            .Needs(Right.SeeCustomers).WithTags("Customers").WithSummary("By which ways the customer does not want advertising.").Produces<Answer>();
        api.MapPut("customers/{id:guid}/objections", async (Guid id, Request request, ChangeObjections feature, CancellationToken ct) => (await feature.Handle(id, request, ct)).ToHttp())
            .Needs(Right.ChangeCustomers).WithTags("Customers").WithSummary("Note or withdraw objections to advertising.").Produces<Answer>();
    }

    public async Task<Answer<Answer>> Read(Guid id, CancellationToken ct) => await customers.Find(id, ct) is null
        ? Refusal.NotFound("customer")
        : Show(await db.Objections.AsNoTracking().SingleOrDefaultAsync(one => one.CustomerId == id, ct) ?? new Objections { CustomerId = id });

    public async Task<Answer<Answer>> Handle(Guid id, Request request, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (await customers.Find(id, ct) is not { } customer)
            return Refusal.NotFound("customer");
        if (customer.MergedIntoId is { } kept)
            return CustomerRefusals.Merged(id, kept);
        var objections = await db.Objections.SingleOrDefaultAsync(one => one.CustomerId == id, ct) ?? new Objections { CustomerId = id };
        var (before, objected) = (Words(objections), objections.Email);
        (objections.Post, objections.Email) = (request.Post ?? objections.Post, request.Email ?? objections.Email);
        if (Words(objections) == before)
            return Show(objections);
        if (db.Entry(objections).State is EntityState.Detached)
            db.Objections.Add(objections);
        work.Audit(new AuditEntry { Subject = "customer", SubjectId = id, Action = "objections.changed", Sentence = $"Advertising: {Words(objections)}.", Before = before, After = Words(objections) });
        if (objections.Post)
            await TakeOffTheList(id, ct);
        if (objections.Email != objected)
            await Follow(customer, objections.Email, ct);
        return await work.TrySaveAsync(ct) ? Show(objections) : Refusal.Stale();
    }

    /// <summary>A no ends what was agreed to, and holds for the address wherever it turns up; taken back it is no yes.</summary>
    private async Task Follow(CustomerCard customer, bool objects, CancellationToken ct)
    {
        if (!objects)
        {
            await consents.Forget(customer.Email, ct);
            return;
        }

        await consents.Withdraw([customer.Id], work.Actor.Source is ActorSource.Guest ? WithdrawalWay.GuestApp : WithdrawalWay.Staff, ct);
        await consents.Remember(customer.Email, ct);
    }

    private async Task TakeOffTheList(Guid customerId, CancellationToken ct)
    {
        if (await db.BrochureRequests.SingleOrDefaultAsync(request => request.OpenFor == customerId, ct) is not { } open)
            return;
        open.Cancel();
        work.Audit(BrochureHistory.Of(open, "brochure.cancelled", "The brochure request was cancelled, because the customer does not want advertising by post."));
    }

    private static Answer Show(Objections objections) => new(objections.CustomerId, objections.Post, objections.Email);

    private static string Words(Objections objections) => (objections.Post, objections.Email) switch
    {
        (true, true) => "none by post or email",
        (true, false) => "none by post",
        (false, true) => "none by email",
        _ => "no objection",
    };
}
