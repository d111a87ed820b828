using BookingPlatform.Host.Accounts.Features;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Outbox;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Host.Accounts.Installation;

/// <summary>
/// What an operator of the installation does: sees which businesses there are, opens a new one by inviting its owner, closes one and opens it again.
/// Of what a business keeps about its guests an operator sees nothing: no role, no page and no key leads there.
/// </summary>
internal sealed class RunBusinesses(AccountsDb db, IConfiguration configuration, InvitationMail mail, Businesses businesses, SessionRing sessions, ApiKeyRing keys, OutboxDesk waiting, Work work)
{
    private static readonly TimeSpan InvitationLasts = TimeSpan.FromDays(7);

    internal sealed record Item(Guid Id, string Name, string Slug, string Country, DateTime OpenedAt, DateTime? ClosedAt, int People);

    internal sealed record Opened(string Name, string Link);

    public async Task<IReadOnlyList<Item>> List(CancellationToken ct) => await db.Businesses.AsNoTracking().OrderBy(row => row.Name)
        .Select(row => new Item(row.Id, row.Name, row.Slug, row.Country, row.CreatedAtUtc, row.ClosedAtUtc, db.Memberships.AcrossBusinesses().Count(member => member.BusinessId == row.Id)))
        .ToListAsync(ct);

    /// <summary>Opens a business that nobody is in yet; its owner joins by the link.</summary>
    public async Task<Answer<Opened>> Open(OpenBusiness.Request request, string? ownerEmail, CancellationToken ct)
    {
        var errors = OpenBusiness.CheckBusiness(request);
        if (!InviteStaff.IsEmail(ownerEmail))
            errors["ownerEmail"] = ["Type the email address of the owner."];
        var slug = OpenBusiness.SlugOf(request.Name ?? "");
        if (await db.Businesses.AnyAsync(row => row.Slug == slug, ct))
            errors["name"] = ["There is a business of that name already."];
        if (errors.Count > 0)
            return Refusal.Invalid(errors);

        await work.BeginAsync(ct);
        var business = OpenBusiness.Row(request, slug, work.Now);
        db.Businesses.Add(business);
        work.ActAs(Actor.Platform(business.Id, "Operator"));
        var secret = LinkSecret.New();
        var invitation = new Invitation { Email = ownerEmail!.Trim(), Role = Role.Owner, Hash = LinkSecret.HashOf(secret), InvitedBy = "The operator", CreatedAtUtc = work.Now, EndsAtUtc = work.Now + InvitationLasts };
        db.Invitations.Add(invitation);
        mail.Send(invitation);
        work.Audit(new AuditEntry { Subject = "business", SubjectId = business.Id, Action = "business.opened", Sentence = $"The operator opened {business.Name} and invited {ownerEmail.Trim()} as its owner." });
        await work.SaveAsync(ct);
        return new Opened(business.Name, $"{configuration["Web:PublicAddress"]?.TrimEnd('/')}/join/{secret}");
    }

    /// <summary>Closes it: staff, programs and guests are out, and nothing is sent or pushed any more, on this node at once, on others within half a minute. Nothing is deleted: what waits goes on its way when it is opened again.</summary>
    public Task<Answer<Done>> Close(Guid id, CancellationToken ct) => Set(id, work.Now, "business.closed", "The operator closed the business.", ct);

    public Task<Answer<Done>> Reopen(Guid id, CancellationToken ct) => Set(id, null, "business.reopened", "The operator opened the business again.", ct);

    private async Task<Answer<Done>> Set(Guid id, DateTime? closedAt, string action, string sentence, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (await db.Businesses.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } business)
            return Refusal.NotFound("business");
        business.ClosedAtUtc = closedAt;
        work.ActAs(Actor.Platform(id, "Operator"));
        work.Audit(new AuditEntry { Subject = "business", SubjectId = id, Action = action, Sentence = sentence });
        if (closedAt is null)
            await waiting.Resume(ct);
        work.WhenCommitted(() =>
        {
            businesses.Forget(id);
            sessions.ForgetAll();
            keys.ForgetAll();
        });
        await work.SaveAsync(ct);
        return new Done();
    }
}
