using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.EntityFrameworkCore;
using System.ComponentModel.DataAnnotations;

namespace BookingPlatform.Host.Accounts.Features;

/// <summary>Invites somebody to the team: a link that works once, for a week, is mailed to them, and shown once to whoever asked for it.</summary>
internal sealed class InviteStaff(AccountsDb db, IConfiguration configuration, InvitationMail mail, Work work)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(7);
    private static readonly EmailAddressAttribute Shape = new();

    internal sealed record Request(string? Email, Role? Role);

    /// <param name="Link">Built from the configured public address, never from what a request claimed; without one, only the path.</param>
    /// <param name="IsMailed">It is on its way by mail too.</param>
    internal sealed record Made(Guid Id, string Email, string Link, bool IsMailed);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapDelete("/team/invitations/{id:guid}", async (Guid id, InviteStaff feature, CancellationToken ct) =>
            (await feature.Withdraw(id, ct)).ToHttp(_ => TypedResults.NoContent()))
        .Needs(Right.ManageTeam)
        .Produces(StatusCodes.Status204NoContent)
        .WithTags("Team")
        .WithSummary("Withdraw an invitation; its link no longer works.");

    public async Task<Answer<Made>> Handle(Request request, Giver by, CancellationToken ct)
    {
        if (!IsEmail(request.Email) || request.Email?.Trim() is not { } email)
            return Refusal.Invalid("email", "Type the person's email address.");
        if (request.Role is not { } role || !Enum.IsDefined(role))
            return Refusal.Invalid("role", "Choose what the person will be.");
        if (!by.MayGive(role))
            return ChangePerson.Above;
        var normalized = email.ToUpperInvariant();
        if (await db.Memberships.AnyAsync(row => db.Staff.Any(person => person.Id == row.StaffId && person.NormalizedEmail == normalized), ct))
            return Refusal.Invalid("email", "This person is on the team already.", "on-team-already");
        var secret = LinkSecret.New();
        var invitation = new Invitation { Email = email, Role = role, Hash = LinkSecret.HashOf(secret), InvitedBy = work.Actor.Name, CreatedAtUtc = work.Now, EndsAtUtc = work.Now + Lasts };
        db.Invitations.Add(invitation);
        mail.Send(invitation);
        work.Audit(new AuditEntry { Subject = "invitation", SubjectId = invitation.Id, Action = "staff.invited", Sentence = $"{email} was invited to the team as {Roles.Name(role)}." });
        await work.SaveAsync(ct);
        return new Made(invitation.Id, email, $"{configuration["Web:PublicAddress"]?.TrimEnd('/')}/join/{secret}", mail.CanSend);
    }

    internal static bool IsEmail(string? typed) => typed?.Trim() is { Length: > 3 and <= 254 } email && Shape.IsValid(email);

    public async Task<Answer<Done>> Withdraw(Guid id, CancellationToken ct)
    {
        if (await db.Invitations.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } invitation)
            return Refusal.NotFound("invitation");
        if (invitation.ClosedAtUtc is not null)
            return new Done();
        invitation.ClosedAtUtc = work.Now;
        work.Audit(new AuditEntry { Subject = "invitation", SubjectId = id, Action = "staff.invitation-withdrawn", Sentence = $"The invitation of {invitation.Email} was withdrawn." });
        await work.SaveAsync(ct);
        return new Done();
    }
}
