using BookingPlatform.Host.Accounts.SignOn;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Host.Accounts.Features;

/// <summary>
/// Lets in whom the business's identity provider has recognised: a person on the team, or one who was invited. Known by issuer and subject; the first time by an address the provider vouches for.
/// The session opens this business only: what one business's provider says is worth nothing in another, even where a person works for both.
/// </summary>
internal sealed class SignInBySignOn(AccountsDb db, UserManager<Staff> staff, SessionDoor door, SessionRing ring, PendingPerson pending, Work work, ILogger<SignInBySignOn> log)
{
    public async Task<Answer<SignIn.Recognised>> Handle(Business business, SignOnSettings settings, ToldPerson told, CancellationToken ct)
    {
        work.ActAs(Actor.Platform(business.Id, $"Single sign-on by {settings.Place}"));
        await work.BeginAsync(ct);
        if (!(await Admit(settings, told, ct)).Is(out var person, out var refusal))
        {
            await work.AbandonAsync();
            log.LogWarning("A sign-in by the provider of {Business} was refused: {Code}", business.Slug, refusal.Code);
            return refusal;
        }

        work.Audit(new AuditEntry { Subject = "staff", SubjectId = person.Id, Action = "staff.signed-in", Sentence = $"{person.Name} signed in by {settings.Place}." });
        if (!await work.TrySaveAsync(ct))
            return No(SignOnFailures.Elsewhere);
        ring.Forget(person.Id);
        var needsCode = person.TwoFactorEnabled && !(settings.TrustsSecondStep && told.IsTwoStep);
        if (needsCode)
            await pending.Remember(person.Id, stays: false, business.Id);
        else
            await door.Open(person, remember: false, ct, business.Id, business.Id);
        return new SignIn.Recognised(needsCode);
    }

    /// <summary>The person with a place in this business; an invitation gives them one.</summary>
    private async Task<Answer<Staff>> Admit(SignOnSettings settings, ToldPerson told, CancellationToken ct)
    {
        var linked = await Linked(settings, told, ct);
        if (linked is null && told.Email is null)
            return No("sign-on-email-unverified");
        if (told.Email is not null && !settings.Allows(told.Email))
            return No("sign-on-domain");
        var person = linked ?? await staff.FindByEmailAsync(told.Email!);
        if (linked is null && person is not null && await db.Logins.AnyAsync(row => row.UserId == person.Id && row.LoginProvider == Provider(settings), ct))
            return No("sign-on-other-account");
        if (person is not null && await db.Memberships.AnyAsync(row => row.StaffId == person.Id, ct))
            return linked ?? Link(person, settings, told);
        return await TakeUp(person, settings, told, ct);
    }

    private Task<Staff?> Linked(SignOnSettings settings, ToldPerson told, CancellationToken ct)
    {
        var provider = Provider(settings);
        return db.Staff.SingleOrDefaultAsync(person => db.Logins.Any(row => row.LoginProvider == provider && row.ProviderKey == told.Key && row.UserId == person.Id), ct);
    }

    /// <summary>Takes up the invitation that was sent to this address. An owner is never made this way: an owner must get in when the provider is gone, and decides who the provider is.</summary>
    private async Task<Answer<Staff>> TakeUp(Staff? person, SignOnSettings settings, ToldPerson told, CancellationToken ct)
    {
        var now = work.Now;
        var email = told.Email?.ToUpperInvariant();
        var invited = (await db.Invitations.Where(row => row.ClosedAtUtc == null && row.EndsAtUtc > now).ToListAsync(ct)).FindAll(row => row.Email.ToUpperInvariant() == email);
        if (invited.Find(row => row.Role is not Role.Owner) is not { } invitation)
            return No(invited.Count > 0 ? "sign-on-owner-invitation" : "sign-on-unknown");
        invitation.ClosedAtUtc = now;
        if (person is null)
        {
            person = new Staff { Name = NameOf(told), UserName = told.Email, Email = told.Email, EmailConfirmed = true };
            if (!(await staff.CreateAsync(person)).Succeeded)
                return No("sign-on-unknown");
        }

        db.Memberships.Add(new Membership { StaffId = person.Id, Role = invitation.Role });
        work.Audit(new AuditEntry { Subject = "staff", SubjectId = person.Id, Action = "staff.joined", Sentence = $"{person.Name} joined the team as {Roles.Name(invitation.Role)}, invited by {invitation.InvitedBy}." });
        return Link(person, settings, told);
    }

    private Staff Link(Staff person, SignOnSettings settings, ToldPerson told)
    {
        if (!db.Logins.Local.Any(row => row.ProviderKey == told.Key))
            db.Logins.Add(new StaffLogin { LoginProvider = Provider(settings), ProviderKey = told.Key, ProviderDisplayName = settings.Place, UserId = person.Id });
        return person;
    }

    /// <summary>A link holds in its business only, or the provider of one could be set up to open another.</summary>
    internal static string Provider(Guid business) => business.ToString("N");

    private static string Provider(SignOnSettings settings) => Provider(settings.BusinessId);

    private static string NameOf(ToldPerson told) => told.Name?.Trim() is { Length: > 0 and <= 200 } name ? name : told.Email!.Split('@')[0];

    private static Refusal No(string code) => new(RefusalKind.Forbidden, code, "You were not let in.");
}
