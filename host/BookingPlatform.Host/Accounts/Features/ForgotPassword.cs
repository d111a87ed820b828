using System.Security.Cryptography;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Brakes;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using BookingPlatform.Notifications.Contracts;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Host.Accounts.Features;

using Delivery = BookingPlatform.Kernel.Facts.Delivery;

/// <summary>A member of staff forgot the password: a link is to be mailed.</summary>
/// <param name="StaffId">Who; everything else is read, and the link made, when the mail is handed over.</param>
internal sealed record StaffLinkAsked(Guid StaffId);

/// <summary>
/// A member of staff who forgot the password is mailed a link (C8). Known and unknown addresses hear the same, after the same time.
/// </summary>
internal sealed class ForgotPassword(AccountsDb db, UserManager<Staff> staff, SharedBrake brake, Work work, TimeProvider clock)
{
    /// <summary>An hour for one address, known or not.</summary>
    private const int MostLinks = 3;

    private static readonly TimeSpan AnswerTakes = TimeSpan.FromMilliseconds(600);

    public async Task<Answer<Done>> Handle(string? email, CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        if (string.IsNullOrWhiteSpace(email) || !email.Contains('@', StringComparison.Ordinal) || email.Length > 256)
            return Refusal.Invalid("email", "Type your email address.", "email-malformed");
        if (!await brake.Lets([new("staff-link", email.Trim().ToUpperInvariant(), MostLinks, TimeSpan.FromHours(1))], ct))
            return new Refusal(RefusalKind.TooMany, "too-many-tries", "A link was asked for several times. Look into the spam folder, or try again in an hour.");
        await Ask(email, ct);
        var rest = AnswerTakes - clock.GetElapsedTime(started);
        if (rest > TimeSpan.Zero)
            await Task.Delay(rest, ct);
        return new Done();
    }

    private async Task Ask(string email, CancellationToken ct)
    {
        if (await staff.FindByEmailAsync(email.Trim()) is not { } person
            || await db.Memberships.AcrossBusinesses().Where(row => row.StaffId == person.Id && db.Businesses.Any(business => business.Id == row.BusinessId && business.ClosedAtUtc == null)).OrderBy(row => row.Id).FirstOrDefaultAsync(ct) is not { } membership)
            return;
        work.ActAs(Actor.Platform(membership.BusinessId, "Forgotten password"));
        work.Tell(new StaffLinkAsked(person.Id), person.Id);
        work.Audit(new AuditEntry { Subject = "staff", SubjectId = person.Id, Action = "staff.link-asked", Sentence = $"A link to set a new password was asked for {person.Name}." });
        await work.SaveAsync(ct);
    }
}

/// <summary>Makes the link and hands the mail over; the link lives in this method and in the mail only.</summary>
internal sealed class MailStaffLink(UserManager<Staff> staff, StaffLinks links, ISecretMail mails) : IDeliver<StaffLinkAsked>
{
    public async Task<Delivery> Deliver(Envelope<StaffLinkAsked> envelope, CancellationToken ct)
    {
        if (await staff.FindByIdAsync(envelope.Fact.StaffId.ToString()) is not { Email: { } email } person || DateTime.UtcNow - envelope.ToldAtUtc > StaffLinks.Lifetime)
            return Delivery.Done;
        if (mails.LinkTo($"/reset-password/{links.Make(person)}") is not { } link)
            return Delivery.GiveUp("No link can be made: this installation does not know its own address (Web__PublicAddress).");
        var outcome = await mails.Send(new SecretMail
        {
            CustomerId = null,
            Recipient = email,
            RecipientName = person.Name,
            Language = "en",
            Subject = "Set a new password",
            Before = [$"Hello {person.Name},", "with this link you set a new password for the dashboard:"],
            Secret = link,
            Button = "Set a new password",
            After = [$"The link works once and for {StaffLinks.Lifetime.TotalMinutes:0} minutes.", "If you did not ask for it, you need not do anything: nothing changes."],
        }, ct);
        return outcome.Outcome is HandOverOutcome.Later ? Delivery.Later(outcome.After ?? TimeSpan.FromSeconds(10), outcome.Reason ?? "The mail server could not take it.", countsAsFailure: false) : Delivery.Done;
    }
}

/// <summary>
/// Links that let one person set a password once. What is in a link is encrypted and ends by itself; it names the stamp that every new password changes, so it works once, and nothing is stored.
/// </summary>
internal sealed class StaffLinks(IDataProtectionProvider protection)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private ITimeLimitedDataProtector Protector => protection.CreateProtector("BookingPlatform.StaffLinks").ToTimeLimitedDataProtector();

    public string Make(Staff person) => Protector.Protect($"{person.Id:N}{person.SecurityStamp}", Lifetime);

    /// <summary>Whose link it is; null when it is not valid, for whatever cause.</summary>
    public (Guid StaffId, string Stamp)? Read(string secret)
    {
        try
        {
            var text = Protector.Unprotect(secret);
            return Guid.TryParseExact(text[..32], "N", out var id) ? (id, text[32..]) : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException or ArgumentException)
        {
            return null;
        }
    }
}
