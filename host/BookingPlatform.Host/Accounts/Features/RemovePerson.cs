using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Host.Accounts.Features;

/// <summary>Ends a person's place in this business. Their other businesses, and what they did here, stay as they are.</summary>
internal sealed class RemovePerson(AccountsDb db, ChangePerson change, SessionRing ring, Work work)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapDelete("/team/{id:guid}", async (Guid id, HttpContext http, RemovePerson feature, CancellationToken ct) =>
            (await feature.Handle(id, new Giver(http.User), ct)).ToHttp(_ => TypedResults.NoContent()))
        .Needs(Right.ManageTeam)
        .Produces(StatusCodes.Status204NoContent)
        .WithTags("Team")
        .WithSummary("Remove a person from the business; they are out at once. 403 above-you, not-yourself; 409 last-owner.");

    public async Task<Answer<Done>> Handle(Guid id, Giver by, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (await db.Memberships.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } member)
            return Refusal.NotFound("person");
        if (member.StaffId == by.StaffId)
            return ChangePerson.Self;
        if (!by.MayTouch(member))
            return ChangePerson.Above;
        if (member.Role is Role.Owner && !await change.HasOtherOwner(member, ct))
            return ChangePerson.LastOwner;
        var name = await change.NameOf(member, ct);
        db.Memberships.Remove(member);
        var provider = SignInBySignOn.Provider(work.BusinessId);
        await db.Logins.Where(row => row.UserId == member.StaffId && row.LoginProvider == provider).ExecuteDeleteAsync(ct);
        work.Audit(new AuditEntry { Subject = "staff", SubjectId = member.StaffId, Action = "staff.removed", Sentence = $"{name} was removed from the team.", Before = Roles.Name(member.Role) });
        work.WhenCommitted(() => ring.Forget(member.StaffId));
        await work.SaveAsync(ct);
        return new Done();
    }
}
