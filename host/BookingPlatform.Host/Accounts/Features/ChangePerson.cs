using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Host.Accounts.Features;

/// <summary>
/// Changes what a person may do in this business: their role, rights on top of it, rights withheld from it. It holds from the person's next click on this node, on others within five seconds.
/// </summary>
internal sealed class ChangePerson(AccountsDb db, SessionRing ring, Work work)
{
    internal static readonly Refusal Above = new(RefusalKind.Forbidden, "above-you", "This person may do more than you, or you would give more than you have. Ask an owner.");
    internal static readonly Refusal Self = new(RefusalKind.Forbidden, "not-yourself", "You cannot change your own place. Ask another manager or owner.");
    internal static readonly Refusal LastOwner = Refusal.Conflict("last-owner", "A business keeps at least one owner. Make somebody else owner first.");

    /// <param name="Role">Unchanged when absent.</param>
    /// <param name="ExtraRights">On top of the role's; unchanged when absent.</param>
    /// <param name="WithheldRights">Of the role's; unchanged when absent.</param>
    internal sealed record Request(Role? Role, IReadOnlyList<string>? ExtraRights, IReadOnlyList<string>? WithheldRights);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPatch("/team/{id:guid}", async (Guid id, Request request, HttpContext http, ChangePerson feature, CancellationToken ct) =>
            (await feature.Handle(id, request, new Giver(http.User), ct)).ToHttp(_ => TypedResults.NoContent()))
        .Needs(Right.ManageTeam)
        .Produces(StatusCodes.Status204NoContent)
        .WithTags("Team")
        .WithSummary("Change a person's role or rights. 403 above-you, not-yourself; 409 last-owner.");

    public async Task<Answer<Done>> Handle(Guid id, Request request, Giver by, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (await db.Memberships.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } member)
            return Refusal.NotFound("person");
        if (Unknown(request) is { } field)
            return Refusal.Invalid(field, "There is no such right.");
        if (member.StaffId == by.StaffId)
            return Self;
        var (before, was, name) = (Describe(member), member.Role, await NameOf(member, ct));
        if (!by.MayTouch(member))
            return Above;
        Apply(request, member);
        if (!by.MayTouch(member) || !by.MayGive(member.Role))
            return Above;
        if (was is Role.Owner && member.Role is not Role.Owner && !await HasOtherOwner(member, ct))
            return LastOwner;
        work.Audit(new AuditEntry { Subject = "staff", SubjectId = member.StaffId, Action = "staff.rights-changed", Sentence = $"{name}: {before} became {Describe(member)}.", Before = before, After = Describe(member) });
        work.WhenCommitted(() => ring.Forget(member.StaffId));
        await work.SaveAsync(ct);
        return new Done();
    }

    private static string? Unknown(Request request) =>
        request.ExtraRights?.All(Right.All.Contains) == false ? "extraRights" : request.WithheldRights?.All(Right.All.Contains) == false ? "withheldRights" : null;

    /// <summary>Kept tidy: nothing is given on top that the role has, nothing withheld that it has not.</summary>
    private static void Apply(Request request, Membership member)
    {
        member.Role = request.Role ?? member.Role;
        var bundle = Roles.Rights(member.Role);
        member.ExtraRights = string.Join(' ', (request.ExtraRights ?? Roles.Parts(member.ExtraRights)).Except(bundle));
        member.WithheldRights = member.Role is Role.Owner ? "" : string.Join(' ', (request.WithheldRights ?? Roles.Parts(member.WithheldRights)).Intersect(bundle));
    }

    internal Task<bool> HasOtherOwner(Membership member, CancellationToken ct) => db.Memberships.AnyAsync(row => row.Role == Role.Owner && row.Id != member.Id, ct);

    internal async Task<string> NameOf(Membership member, CancellationToken ct) => await db.Staff.Where(row => row.Id == member.StaffId).Select(row => row.Name).SingleAsync(ct);

    private static string Describe(Membership member) => string.Join(", ",
        (string[])[Roles.Name(member.Role), .. Roles.Parts(member.ExtraRights).Select(right => $"with {right}"), .. Roles.Parts(member.WithheldRights).Select(right => $"without {right}")]);
}
