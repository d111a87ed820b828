using BookingPlatform.Customers.Contracts;
using BookingPlatform.GuestApp.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;

namespace BookingPlatform.GuestApp.Features.SigningIn;

/// <summary>
/// Notes that a link or code is to be mailed. Whoever the address belongs to, if to anybody, is looked up when the mail is handed over: this request does the same work for every address,
/// so neither its answer nor its time says who is known.
/// </summary>
internal sealed class AskChallenge(GuestAppDb db, IProvenEmails emails, IBusinesses businesses, GuestBrowser browser, AppBrake brake, Work work)
{
    internal sealed record Request(ChallengeKind Kind, string? Email)
    {
        public Guid? CustomerId { get; init; }

        public bool KnewPassword { get; init; }
    }

    /// <returns>Its id; or <c>email-malformed</c>, <c>too-many-tries</c>.</returns>
    public async Task<Answer<Guid>> Handle(Request request, CancellationToken ct)
    {
        if (!emails.Read(request.Email).Is(out var address, out var refusal))
            return refusal;
        if (!await brake.LetsMail(address.Key, ct))
            return Refusals.TooManyTries;
        var challenge = new Challenge
        {
            Kind = request.Kind,
            Email = address.Text,
            Language = browser.Language(await businesses.Get(work.BusinessId, ct)),
            AskedAtUtc = work.Now,
            CustomerId = request.CustomerId,
            KnewPassword = request.KnewPassword,
        };
        db.Challenges.Add(challenge);
        work.Tell(new ChallengeAsked(challenge.Id), challenge.Id);
        await work.SaveAsync(ct);
        return challenge.Id;
    }
}
