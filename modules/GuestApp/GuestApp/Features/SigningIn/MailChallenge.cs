using BookingPlatform.Customers.Contracts;
using BookingPlatform.GuestApp.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using BookingPlatform.Kernel.Guests;
using BookingPlatform.Notifications.Contracts;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.GuestApp.Features.SigningIn;

/// <summary>
/// Makes the secret, keeps its hash and hands the mail over. The secret lives in this method and in the mail only. A link goes to addresses that somebody is known by;
/// a code goes to every address, because who books for the first time proves theirs with one.
/// </summary>
internal sealed class MailChallenge(GuestAppDb db, IProvenEmails emails, ISecretMail mails, IBusinesses businesses, Work work) : IDeliver<ChallengeAsked>
{
    private static readonly GuestWords Words = GuestWords.Of(typeof(MailChallenge).Assembly);

    public async Task<Delivery> Deliver(Envelope<ChallengeAsked> envelope, CancellationToken ct)
    {
        var challenge = await db.Challenges.SingleOrDefaultAsync(one => one.Id == envelope.Fact.ChallengeId, ct);
        if (challenge is not { SentAtUtc: null, UsedAtUtc: null } || challenge.IsTooOldToSend(work.Now) || !emails.Read(challenge.Email).Is(out var address, out _))
            return Delivery.Done;
        var owner = await emails.FindOwner(address, ct);
        if (owner is null && challenge.Kind is ChallengeKind.Link)
            return Delivery.Done;
        if (await Write(challenge, owner, ct) is not { } mail)
            return Delivery.GiveUp("No link can be made: this installation does not know its own address (Web__PublicAddress).");
        await work.SaveAsync(ct);
        return await Record(challenge, await mails.Send(mail, ct), envelope.Attempt);
    }

    /// <returns>Null without a public address.</returns>
    private async Task<SecretMail?> Write(Challenge challenge, CustomerCard? owner, CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        var secret = challenge.Kind is ChallengeKind.Link ? Secrets.NewToken() : Secrets.NewDigits();
        var shown = challenge.Kind is ChallengeKind.Link ? mails.LinkTo($"{GuestSide.Prefix}/{business.Slug}/sign-in/{secret}") : secret;
        if (shown is null)
            return null;
        challenge.Arm(challenge.Kind is ChallengeKind.Link ? Secrets.HashToken(secret) : Secrets.HashCode(secret, challenge.Id), work.Now);
        var key = $"mail.{challenge.Kind.ToString().ToLowerInvariant()}";
        return new SecretMail
        {
            CustomerId = owner?.Id,
            Recipient = challenge.Email,
            RecipientName = owner?.Name ?? challenge.Email,
            Language = challenge.Language,
            Subject = Words.Say(challenge.Language, $"{key}.subject", business.Name),
            Before = [Words.Say(challenge.Language, $"{key}.before", business.Name)],
            Secret = shown,
            Button = challenge.Kind is ChallengeKind.Link ? Words.Say(challenge.Language, $"{key}.button") : null,
            After = [Words.Say(challenge.Language, "mail.validity", (int)challenge.Lifetime.TotalMinutes), Words.Say(challenge.Language, "mail.not-asked")],
        };
    }

    /// <summary>What was learnt is written down even while the host is stopping.</summary>
    private async Task<Delivery> Record(Challenge challenge, HandOver outcome, int attempt)
    {
        if (outcome.Outcome is HandOverOutcome.Later)
            return Delivery.Later(outcome.After ?? TimeSpan.FromSeconds(5 * attempt), outcome.Reason ?? "The mail server could not take it.", countsAsFailure: false);
        if (outcome.Outcome is HandOverOutcome.Taken)
        {
            challenge.Sent(work.Now);
            await work.SaveAsync(CancellationToken.None);
        }

        return Delivery.Done;
    }
}
