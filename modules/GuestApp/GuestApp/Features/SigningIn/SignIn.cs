using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.GuestApp.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Notifications.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookingPlatform.GuestApp.Features.SigningIn;

/// <summary>The ways in: a link or code by mail for everybody, a password where the business has guests choose one.</summary>
internal sealed class SignIn(AskChallenge ask, TakeChallenge take, StartSession start, IProvenEmails emails, IGuestPasswords passwords, AppBrake brake, Work work)
{
    internal sealed record EmailRequest(string? Email);

    internal sealed record CodeRequest(string? Code);

    internal sealed record PasswordRequest(string? Email, string? Password);

    internal sealed record Sent(Guid Challenge);

    /// <param name="Challenge">Null once they are in; else the code that was mailed, because the address is not proven yet.</param>
    internal sealed record PasswordAnswer(Guid? Challenge);

    internal sealed record In(string Email);

    public static void Map(IEndpointRouteBuilder guests)
    {
        guests.MapPost("/sign-in-links", async (EmailRequest request, SignIn feature, CancellationToken ct) =>
                (await feature.MailLink(request.Email, ct)).ToHttp(_ => TypedResults.Accepted((string?)null)))
            .WithName("MailSignInLink").WithSummary("Mail a link that signs in. The answer is the same for every address.");
        guests.MapPost("/sign-in-codes", async (EmailRequest request, SignIn feature, CancellationToken ct) =>
                (await feature.MailCode(request.Email, ct)).ToHttp(id => TypedResults.Accepted((string?)null, new Sent(id))))
            .WithName("MailSignInCode").Produces<Sent>(StatusCodes.Status202Accepted);
        guests.MapPost("/sign-in-codes/{challenge:guid}", async (Guid challenge, CodeRequest request, SignIn feature, CancellationToken ct) =>
                (await feature.AnswerCode(challenge, request.Code, ct)).ToHttp(guest => TypedResults.Ok(new In(guest.Email))))
            .WithName("AnswerSignInCode").Produces<In>();
        guests.MapPost("/sign-in", async (PasswordRequest request, SignIn feature, CancellationToken ct) =>
                (await feature.ByPassword(request, ct)).ToHttp(answer => answer.Challenge is { } id ? TypedResults.Accepted((string?)null, new Sent(id)) : TypedResults.Ok(new In(request.Email!.Trim()))))
            .WithName("SignInByPassword").Produces<In>().Produces<Sent>(StatusCodes.Status202Accepted);
    }

    public async Task<Answer<Done>> MailLink(string? email, CancellationToken ct) =>
        (await ask.Handle(new(ChallengeKind.Link, email), ct)).Then(_ => default(Done));

    public Task<Answer<Guid>> MailCode(string? email, CancellationToken ct) => ask.Handle(new(ChallengeKind.Code, email), ct);

    public Task<Answer<ProvenGuest>> ByLink(string secret, CancellationToken ct) => Enter(() => take.Link(secret, ct), Refusals.LinkNotValid, ct);

    public Task<Answer<ProvenGuest>> AnswerCode(Guid challenge, string? code, CancellationToken ct) => Enter(() => take.Code(challenge, ChallengeKind.Code, code, ct), Refusals.CodeWrong, ct);

    /// <summary>
    /// One hash is calculated whether or not anybody has that address or a password. The password of an address that nobody has proven yet opens nothing by itself:
    /// else whoever chose it for somebody else's address would be let in to their bookings.
    /// </summary>
    public async Task<Answer<PasswordAnswer>> ByPassword(PasswordRequest request, CancellationToken ct)
    {
        if (!emails.Read(request.Email).Is(out var address, out var refusal))
            return refusal;
        if (!await brake.LetsTryPassword(address.Key, ct))
            return Refusals.TooManyTries;
        var owner = await emails.FindOwner(address, ct);
        var isRight = await passwords.Knows(owner?.Id, request.Password ?? "", ct);
        if (!isRight || await emails.Accounts(ct) is GuestAccounts.Never)
            return Refusal.Invalid("password", "This email and password do not belong together.", "sign-in-wrong");
        if (owner!.EmailState is not EmailState.Verified)
            return (await ask.Handle(new(ChallengeKind.Code, address.Text) { KnewPassword = true }, ct)).Then(id => new PasswordAnswer(id));
        await start.As(owner.Id, address.Text, ct);
        await work.SaveAsync(ct);
        return new PasswordAnswer(null);
    }

    private async Task<Answer<ProvenGuest>> Enter(Func<Task<Challenge?>> taken, Refusal refusal, CancellationToken ct)
    {
        if (await taken() is not { } challenge || !emails.Read(challenge.Email).Is(out var address, out _))
        {
            await work.AbandonAsync();
            return refusal;
        }

        var guest = await start.ByMail(address, challenge.KnewPassword, ct);
        return await work.TrySaveAsync(ct) ? guest : refusal;
    }
}
