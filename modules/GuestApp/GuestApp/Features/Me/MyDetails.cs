using BookingPlatform.Customers.Contracts;
using BookingPlatform.GuestApp.Domain;
using BookingPlatform.GuestApp.Features.SigningIn;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Notifications.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookingPlatform.GuestApp.Features.Me;

/// <summary>What the business has written down about the guest and the guest may see: no notes, no alert.</summary>
internal sealed record MyProfile(string FirstName, string LastName, string? Email, EmailState EmailState, string? Phone, PostalAddress? Address, string? Language)
{
    public required AdvertisingChoices Advertising { get; init; }
}

internal sealed record ChangeProfile(string? Phone, PostalAddress? Address, string? Language, AdvertisingChoices? Advertising);

/// <summary>The guest's own details, by which ways they want no advertising (C18), and another address, which counts once it is proven.</summary>
internal sealed class MyDetails(Sessions sessions, IOwnDetails details, IAdvertisingChoices advertising, AskChallenge ask, TakeChallenge take, StartSession start, IProvenEmails emails, GuestBrowser browser, IBusinesses businesses, Work work)
{
    internal sealed record EmailRequest(string? Email);

    internal sealed record CodeRequest(string? Code);

    internal sealed record Sent(Guid Challenge);

    public static void Map(IEndpointRouteBuilder guests)
    {
        guests.MapGet("/me/profile", async (MyDetails feature, CancellationToken ct) => (await feature.Read(ct)).ToHttp()).WithName("MyProfile").Produces<MyProfile>();
        guests.MapPut("/me/profile", async (ChangeProfile request, MyDetails feature, CancellationToken ct) => (await feature.Change(request, ct)).ToHttp()).WithName("ChangeMyProfile").Produces<MyProfile>();
        guests.MapPost("/me/email", async (EmailRequest request, MyDetails feature, CancellationToken ct) =>
            (await feature.AskEmail(request.Email, ct)).ToHttp(id => TypedResults.Accepted((string?)null, new Sent(id)))).WithName("ChangeMyEmail").Produces<Sent>(StatusCodes.Status202Accepted);
        guests.MapPost("/me/email/{challenge:guid}", async (Guid challenge, CodeRequest request, MyDetails feature, CancellationToken ct) => (await feature.ProveEmail(challenge, request.Code, ct)).ToHttp())
            .WithName("ProveMyEmail").Produces<MyProfile>();
    }

    public async Task<Answer<MyProfile>> Read(CancellationToken ct) =>
        (await Who(ct)).Is(out var customer, out var refusal) ? await Show(customer, ct) : refusal;

    public async Task<Answer<MyProfile>> Change(ChangeProfile request, CancellationToken ct)
    {
        if (!(await Who(ct)).Is(out var customer, out var refusal))
            return refusal;
        if (!(await details.Change(customer.Id, new(request.Phone, request.Address, request.Language), ct)).Is(out var changed, out refusal))
            return refusal;
        if (request.Advertising is { } choices && (await advertising.Change(customer.Id, choices, await Wording(ct), ct)).IsRefused(out refusal))
            return refusal;
        return await Show(changed, ct);
    }

    /// <summary>What the guest agrees to, in the language they are spoken to in.</summary>
    public async Task<string> Wording(CancellationToken ct) => await advertising.Wording(browser.Language(await businesses.Get(work.BusinessId, ct)), ct);

    public async Task<Answer<Guid>> AskEmail(string? email, CancellationToken ct) =>
        (await Who(ct)).Is(out var customer, out var refusal) ? await ask.Handle(new(ChallengeKind.Email, email) { CustomerId = customer.Id }, ct) : refusal;

    /// <summary>Other browsers of the guest are signed out, as whenever the address changes; this one goes on with the new one.</summary>
    public async Task<Answer<MyProfile>> ProveEmail(Guid challengeId, string? code, CancellationToken ct)
    {
        if (!(await Who(ct)).Is(out var customer, out var refusal))
            return refusal;
        if (await take.Code(challengeId, ChallengeKind.Email, code, ct) is not { } challenge || challenge.CustomerId != customer.Id || !emails.Read(challenge.Email).Is(out var address, out _))
        {
            await work.AbandonAsync();
            return Refusals.CodeWrong;
        }

        if (!(await emails.Prove(customer.Id, address, ct)).Is(out var proven, out refusal))
        {
            await work.AbandonAsync();
            return refusal.Code == "email-belongs-to" ? Refusal.Conflict("email-belongs-to", "This address stands on another record of ours. Please call us, so that we can put it right.") : refusal;
        }

        await start.As(customer.Id, address.Text, ct);
        return await work.TrySaveAsync(ct) ? await Show(proven, ct) : Refusal.Stale();
    }

    private async Task<Answer<CustomerCard>> Who(CancellationToken ct) => await sessions.Current(ct) is null ? Refusals.SignInFirst
        : await sessions.Customer(ct) is { } customer ? customer
        : Refusal.NotFound("profile");

    private async Task<MyProfile> Show(CustomerCard customer, CancellationToken ct) =>
        new(customer.FirstName, customer.LastName, customer.Email, customer.EmailState, customer.Phone, customer.Address, customer.Language) { Advertising = await advertising.Of(customer.Id, ct) };
}
