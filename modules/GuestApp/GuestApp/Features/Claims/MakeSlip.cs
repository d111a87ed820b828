using BookingPlatform.Customers.Contracts;
using BookingPlatform.GuestApp.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Guests;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Notifications.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.GuestApp.Features.Claims;

/// <summary>
/// Staff make a code for a customer whom no mail reaches (S0-31): on a slip of paper, or as a text message. The code is in this answer and nowhere else; each slip has its own, and all of them
/// are worthless once one was used.
/// </summary>
internal sealed class MakeSlip(GuestAppDb db, ICustomers customers, IBusinesses businesses, ISecretMail mails, Work work)
{
    private static readonly GuestWords Words = GuestWords.Of(typeof(MakeSlip).Assembly);

    /// <param name="Code">As it is printed: <c>K7QM-2XP4</c>.</param>
    /// <param name="Link">Where it is typed, with the code in it.</param>
    /// <param name="Text">For a text message, in the customer's language.</param>
    internal sealed record Slip(Guid CustomerId, string Code, string Link, string Text, DateTimeOffset ExpiresAt);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("customers/{id:guid}/claim-slips", async (Guid id, MakeSlip feature, CancellationToken ct) =>
            (await feature.Handle(id, ct)).ToHttp(slip => TypedResults.Json(slip, statusCode: StatusCodes.Status201Created)))
        .Needs(Right.ChangeCustomers).WithTags("Customers").WithName("MakeClaimSlip").Produces<Slip>(StatusCodes.Status201Created)
        .WithSummary("A code with which a guest without an email adds one. 409 has-email, no-public-address.");

    public async Task<Answer<Slip>> Handle(Guid customerId, CancellationToken ct)
    {
        var customer = await customers.Find(customerId, ct);
        if (customer is null)
            return Refusal.NotFound("customer");
        if (WhyNot(customer) is { } refusal)
            return refusal;
        var business = await businesses.Get(work.BusinessId, ct);
        var code = Claim.NewCode();
        if (mails.LinkTo($"{GuestSide.Prefix}/{business.Slug}/claim") is not { } address)
            return NoAddress;
        var claim = new Claim { CustomerId = customerId, CodeHash = Secrets.HashCode(code, work.BusinessId), MadeAtUtc = work.Now, ExpiresAtUtc = work.Now + Claim.Lifetime };
        db.Claims.Add(claim);
        work.Audit(ClaimHistory.Of(customerId, "claim.slip-made", "A claim slip was made, with which the customer can add an email."));
        await work.SaveAsync(ct);
        return Show(customer, business, claim, Claim.Shown(code), address);
    }

    /// <summary>The slip again, for paper, while its code is open; null when it is not this customer's.</summary>
    public async Task<Slip?> Find(Guid customerId, string? shownCode, CancellationToken ct)
    {
        var (hash, now) = (Secrets.HashCode(Secrets.Typed(shownCode), work.BusinessId), work.Now);
        var claim = await db.Claims.AsNoTracking().SingleOrDefaultAsync(one => one.CodeHash == hash && one.CustomerId == customerId && one.UsedAtUtc == null && one.ExpiresAtUtc > now, ct);
        if (claim is null || await customers.Find(customerId, ct) is not { } customer)
            return null;
        var business = await businesses.Get(work.BusinessId, ct);
        return mails.LinkTo($"{GuestSide.Prefix}/{business.Slug}/claim") is { } address ? Show(customer, business, claim, shownCode!, address) : null;
    }

    /// <summary>Null when a slip can be made for the customer.</summary>
    public static Refusal? WhyNot(CustomerCard customer) => customer.IsDeleted ? CustomerRefusals.Deleted(customer.Id)
        : customer.IsReachable ? Refusal.Conflict("has-email", "This customer has an email: send a link to sign in instead.")
        : null;

    private static Refusal NoAddress => Refusal.Conflict("no-public-address", "No slip can be made, because this installation does not know its own address. Set Web__PublicAddress to what guests type.");

    private static Slip Show(CustomerCard customer, Business business, Claim claim, string code, string address)
    {
        var link = $"{address}?code={code}";
        return new Slip(customer.Id, code, link, Words.Say(customer.Spoken(business), "slip.sms", business.Name, link), new(claim.ExpiresAtUtc));
    }
}

internal static class ClaimHistory
{
    public static AuditEntry Of(Guid customerId, string action, string sentence) => new() { Subject = "customer", SubjectId = customerId, Action = action, Sentence = sentence };

    /// <summary>The customer's language, if there are words for it, else the business's, else English.</summary>
    public static string Spoken(this CustomerCard customer, Business business) =>
        new[] { customer.Language, business.Language }.FirstOrDefault(tag => tag is not null && GuestWords.Languages.Contains(GuestWords.LanguageOf(tag))) ?? "en-GB";
}
