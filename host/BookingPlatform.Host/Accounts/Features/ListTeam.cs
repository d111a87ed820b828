using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Host.Accounts.Features;

/// <summary>Who works for the business, as what, and who is invited.</summary>
internal sealed class ListTeam(AccountsDb db, Work work)
{
    /// <param name="Id">Of the person's place in this business.</param>
    /// <param name="Rights">What they may do, all told.</param>
    internal sealed record Person(Guid Id, Guid StaffId, string Name, string? Email, Role Role, IReadOnlyList<string> Rights, IReadOnlyList<string> ExtraRights, IReadOnlyList<string> WithheldRights, bool HasSecondStep, DateTimeOffset? ClosedUntil);

    internal sealed record Invited(Guid Id, string Email, Role Role, string InvitedBy, DateTime EndsAt);

    internal sealed record Response(IReadOnlyList<Person> Items, IReadOnlyList<Invited> Invitations);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/team", async (ListTeam feature, CancellationToken ct) => TypedResults.Ok(await feature.Handle(ct)))
        .Needs(Right.ManageTeam)
        .WithTags("Team")
        .WithSummary("Who works for the business and what they may do, and who is invited.");

    public async Task<Response> Handle(CancellationToken ct)
    {
        var now = work.Now;
        var people = await (
            from member in db.Memberships.AsNoTracking()
            join person in db.Staff on member.StaffId equals person.Id
            orderby person.Name, member.Id
            select new { member, person.Name, person.Email, person.TwoFactorEnabled, person.LockoutEnd }).ToListAsync(ct);
        var invited = await db.Invitations.Where(row => row.ClosedAtUtc == null && row.EndsAtUtc > now).OrderBy(row => row.CreatedAtUtc)
            .Select(row => new Invited(row.Id, row.Email, row.Role, row.InvitedBy, row.EndsAtUtc)).ToListAsync(ct);
        return new Response(people.ConvertAll(row => new Person(row.member.Id, row.member.StaffId, row.Name, row.Email, row.member.Role,
            Roles.Rights(row.member.Role, row.member.ExtraRights, row.member.WithheldRights), Roles.Parts(row.member.ExtraRights), Roles.Parts(row.member.WithheldRights),
            row.TwoFactorEnabled, row.LockoutEnd)), invited);
    }
}
