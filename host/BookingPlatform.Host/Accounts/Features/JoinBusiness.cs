using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Host.Accounts.Features;

/// <summary>
/// Takes up an invitation. Somebody new makes a password; somebody who signs in here already joins under their own account, so that one person has one way in for all their businesses.
/// What the person becomes stands in the invitation; nothing sent along can change it.
/// </summary>
internal sealed class JoinBusiness(AccountsDb db, UserManager<Staff> staff, SessionDoor door, SessionRing ring, IBusinesses businesses, InvitationMail mail, Work work)
{
    private static readonly Refusal SignOnOnly = new(RefusalKind.Forbidden, "sign-on-only-way", "This business lets its people in by its own single sign-on only. Sign in there; that takes up the invitation.");

    internal static readonly Refusal Gone = Refusal.Conflict("invitation-gone", "This link has been used, withdrawn, or is older than a week. Ask for a new one.");

    /// <param name="SignOnAt">The short name of a business that lets its people in by its identity provider only.</param>
    /// <param name="IsKnown">The address has an account here; its owner must be signed in to join.</param>
    internal sealed record Offer(Guid BusinessId, string Business, string Email, Role Role, string InvitedBy, bool IsKnown, string? SignOnAt);

    public async Task<Offer?> Find(string secret, CancellationToken ct)
    {
        if (await Standing(secret, ct) is not { } invitation)
            return null;
        var known = await staff.FindByEmailAsync(invitation.Email) is not null;
        var business = await businesses.Get(invitation.BusinessId, ct);
        return new Offer(business.Id, business.Name, invitation.Email, invitation.Role, invitation.InvitedBy, known, await IsShut(invitation, ct) ? business.Slug : null);
    }

    /// <param name="secret">From the link.</param>
    /// <param name="name">Of somebody new.</param>
    /// <param name="password">Of somebody new.</param>
    /// <param name="self">Who is signed in, if anybody.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Answer<Done>> Handle(string secret, string? name, string? password, Guid? self, CancellationToken ct)
    {
        if (await Standing(secret, ct) is not { } invitation)
            return Gone;
        var person = await staff.FindByEmailAsync(invitation.Email);
        if (await IsShut(invitation, ct))
            return SignOnOnly;
        if (person is not null && person.Id != self)
            return new Refusal(RefusalKind.Forbidden, "sign-in-first", $"Sign in as {invitation.Email} first, then open the link again.");
        if (person is null && name?.Trim() is not { Length: > 0 and <= 200 })
            return Refusal.Invalid("name", "Type your name.");
        work.ActAs(new Actor(ActorSource.Dashboard, invitation.BusinessId, person?.Id, person?.Name ?? name!.Trim()));
        await work.BeginAsync(ct);
        var now = work.Now;
        if (await db.Invitations.Where(row => row.Id == invitation.Id && row.ClosedAtUtc == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.ClosedAtUtc, now), ct) == 0)
            return Gone;
        if (person is null)
        {
            person = new Staff { Name = name!.Trim(), UserName = invitation.Email, Email = invitation.Email, EmailConfirmed = true };
            var made = await staff.CreateAsync(person, password ?? "");
            if (!made.Succeeded)
            {
                await work.AbandonAsync();
                return Refusal.Invalid("password", string.Join(" ", made.Errors.Select(error => error.Description)));
            }
        }

        return await Join(person, invitation, ct);
    }

    private async Task<Answer<Done>> Join(Staff person, Invitation invitation, CancellationToken ct)
    {
        db.Memberships.Add(new Membership { StaffId = person.Id, Role = invitation.Role });
        work.Audit(new AuditEntry { Subject = "staff", SubjectId = person.Id, Action = "staff.joined", Sentence = $"{person.Name} joined the team as {Roles.Name(invitation.Role)}, invited by {invitation.InvitedBy}." });
        work.WhenCommitted(() => ring.Forget(person.Id));
        if (!await work.TrySaveAsync(ct))
            return Refusal.Conflict("on-team-already", "You are on this team already.");
        await door.Open(person, remember: false, ct, invitation.BusinessId);
        return new Done();
    }

    /// <summary>The business takes no passwords. Its owners have them all the same.</summary>
    private Task<bool> IsShut(Invitation invitation, CancellationToken ct) =>
        invitation.Role is Role.Owner ? Task.FromResult(false) : db.SignOns.AcrossBusinesses().AnyAsync(row => row.BusinessId == invitation.BusinessId && row.IsOnlyWay, ct);

    /// <summary>By the secret that was shown or the one that was mailed, before any business is known.</summary>
    private Task<Invitation?> Standing(string secret, CancellationToken ct)
    {
        var (hash, mailed, now) = (LinkSecret.HashOf(secret), mail.Read(secret), work.Now);
        return db.Invitations.AcrossBusinesses().AsNoTracking().SingleOrDefaultAsync(row => (row.Hash == hash || row.Id == mailed) && row.ClosedAtUtc == null && row.EndsAtUtc > now, ct);
    }
}
