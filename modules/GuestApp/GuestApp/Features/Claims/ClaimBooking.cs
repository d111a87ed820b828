using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.GuestApp.Domain;
using BookingPlatform.GuestApp.Features.SigningIn;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.GuestApp.Features.Claims;

/// <summary>
/// A guest who booked without an email adds one by themselves (S0-31, S0-37): first the code of the slip says who they are, then a code in the mail that the address is theirs. From then on
/// profile, bookings, messages and hotel systems follow as when staff put the email on the record.
/// </summary>
internal sealed class ClaimBooking(GuestAppDb db, AskChallenge ask, TakeChallenge take, StartSession start, ICustomers customers, IProvenEmails emails, AppBrake brake, Work work)
{
    internal sealed record Request(string? Code, string? Email);

    internal sealed record CodeRequest(string? Code);

    internal sealed record Sent(Guid Challenge);

    internal sealed record Claimed(string Email);

    public static void Map(IEndpointRouteBuilder guests)
    {
        guests.MapPost("/claim", async (Request request, ClaimBooking feature, CancellationToken ct) =>
                (await feature.Begin(request, ct)).ToHttp(id => TypedResults.Accepted((string?)null, new Sent(id))))
            .WithName("ClaimBooking").Produces<Sent>(StatusCodes.Status202Accepted);
        guests.MapPost("/claim/{challenge:guid}", async (Guid challenge, CodeRequest request, ClaimBooking feature, CancellationToken ct) =>
                (await feature.Finish(challenge, request.Code, ct)).ToHttp(guest => TypedResults.Ok(new Claimed(guest.Email))))
            .WithName("ConfirmClaim").Produces<Claimed>();
    }

    /// <summary>The same slow hash is calculated for every code, and the answer says nothing about the address.</summary>
    public async Task<Answer<Guid>> Begin(Request request, CancellationToken ct)
    {
        if (!emails.Read(request.Email).Is(out var address, out var refusal))
            return refusal;
        if (!await brake.LetsClaim(ct))
            return Refusals.TooManyTries;
        var (hash, now) = (Secrets.HashCode(Secrets.Typed(request.Code), work.BusinessId), work.Now);
        if (await db.Claims.AsNoTracking().SingleOrDefaultAsync(one => one.CodeHash == hash && one.UsedAtUtc == null && one.ExpiresAtUtc > now, ct) is not { } claim)
            return Refusals.CodeWrong;
        return await ask.Handle(new(ChallengeKind.Claim, address.Text) { CustomerId = claim.CustomerId }, ct);
    }

    public async Task<Answer<ProvenGuest>> Finish(Guid challengeId, string? code, CancellationToken ct)
    {
        if (await take.Code(challengeId, ChallengeKind.Claim, code, ct) is { CustomerId: { } record } challenge && emails.Read(challenge.Email).Is(out var address, out _)
            && await Open(record, ct) is { Count: > 0 } claims)
            return await Settle(claims, record, address, ct);
        await work.AbandonAsync();
        return Refusals.CodeWrong;
    }

    private async Task<Answer<ProvenGuest>> Settle(List<Claim> claims, Guid record, TypedAddress address, CancellationToken ct)
    {
        // Staff may have added an email or deleted the record since: then the slip opens nothing any more.
        if (await customers.FindKept(record, ct) is not { IsDeleted: false, IsReachable: false } customer)
        {
            await work.AbandonAsync();
            return Refusals.CodeWrong;
        }

        var proven = await emails.Prove(customer.Id, address, ct);
        if (proven.IsRefused(out var refusal) && refusal.Code != "email-belongs-to")
        {
            await work.AbandonAsync();
            return refusal;
        }

        var other = refusal?.Details["customerId"] as Guid?;
        foreach (var claim in claims)
            claim.Use(work.Now, other);
        var guest = other is { } holder ? await Divided(customer, holder, address, ct) : await United(customer, address, ct);
        return await work.TrySaveAsync(ct) ? guest : Refusals.CodeWrong;
    }

    private Task<ProvenGuest> United(CustomerCard customer, TypedAddress address, CancellationToken ct)
    {
        work.Audit(ClaimHistory.Of(customer.Id, "claim.used", "The guest added the email with the code of a claim slip."));
        return start.As(customer.Id, address.Text, ct);
    }

    /// <summary>
    /// The address is another record's, who may well be the same person. The guest is told nothing of it, and is who the mailbox says; staff decide (C14). Nothing is merged by itself.
    /// </summary>
    private Task<ProvenGuest> Divided(CustomerCard customer, Guid holder, TypedAddress address, CancellationToken ct)
    {
        work.Audit(ClaimHistory.Of(customer.Id, "claim.belongs-to", "The guest came with a claim slip and proved an address that another customer has. Are the two the same person?"));
        work.Audit(ClaimHistory.Of(holder, "claim.belongs-to", "Somebody with another customer's claim slip proved this customer's address. Are the two the same person?"));
        return start.ByMail(address, knewPassword: false, ct);
    }

    private async Task<List<Claim>> Open(Guid record, CancellationToken ct)
    {
        var now = work.Now;
        return await db.Claims.Where(claim => claim.CustomerId == record && claim.UsedAtUtc == null && claim.ExpiresAtUtc > now).ToListAsync(ct);
    }
}
