using System.Security.Cryptography;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using BookingPlatform.Notifications.Contracts;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Host.Accounts.Features;

using Delivery = BookingPlatform.Kernel.Facts.Delivery;

/// <summary>Somebody was invited to a team: a mail is due.</summary>
/// <param name="InvitationId">Whom, and by whom, is read when the mail is handed over.</param>
internal sealed record StaffInvited(Guid InvitationId);

/// <summary>
/// The links of mailed invitations. Such a link says which invitation it is, encrypted, so nothing has to be kept for the mail; whether the invitation still stands, its row says.
/// </summary>
internal sealed class InvitationMail(IDataProtectionProvider protection, ISecretMail mails, Work work)
{
    private IDataProtector Protector => protection.CreateProtector("BookingPlatform.Invitations");

    /// <summary>Whether this installation knows its own address, without which no link can be mailed.</summary>
    public bool CanSend => mails.LinkTo("/") is not null;

    public void Send(Invitation invitation)
    {
        if (CanSend)
            work.Tell(new StaffInvited(invitation.Id), invitation.Id);
    }

    public string? LinkTo(Invitation invitation) => mails.LinkTo($"/join/{Protector.Protect(invitation.Id.ToString("N"))}");

    /// <summary>The invitation a mailed link is for; null for anything else.</summary>
    public Guid? Read(string secret)
    {
        try
        {
            return Guid.ParseExact(Protector.Unprotect(secret), "N");
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

/// <summary>Hands the mail over, unless the invitation was taken up or withdrawn meanwhile.</summary>
internal sealed class MailInvitation(AccountsDb db, InvitationMail links, ISecretMail mails, IBusinesses businesses, Work work) : IDeliver<StaffInvited>
{
    public async Task<Delivery> Deliver(Envelope<StaffInvited> envelope, CancellationToken ct)
    {
        var now = work.Now;
        if (await db.Invitations.AsNoTracking().SingleOrDefaultAsync(row => row.Id == envelope.Fact.InvitationId && row.ClosedAtUtc == null && row.EndsAtUtc > now, ct) is not { } invitation)
            return Delivery.Done;
        if (links.LinkTo(invitation) is not { } link)
            return Delivery.GiveUp("No link can be made: this installation does not know its own address (Web__PublicAddress).");
        var business = await businesses.Get(invitation.BusinessId, ct);
        var outcome = await mails.Send(new SecretMail
        {
            CustomerId = null,
            Recipient = invitation.Email,
            RecipientName = invitation.Email,
            Language = "en",
            Subject = $"Join {business.Name}",
            Before = ["Hello,", $"{invitation.InvitedBy} invites you to the team of {business.Name}, as {Roles.Name(invitation.Role)}:"],
            Secret = link,
            Button = "Join",
            After = ["The link works once and for a week.", "If you do not know what this is about, you need not do anything."],
        }, ct);
        return outcome.Outcome is HandOverOutcome.Later ? Delivery.Later(outcome.After ?? TimeSpan.FromSeconds(10), outcome.Reason ?? "The mail server could not take it.", countsAsFailure: false) : Delivery.Done;
    }
}
