#if HANGFIRE
using System.Security.Claims;
using BookingPlatform.Jobs.Hangfire;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace BookingPlatform.Host.Operations;

/// <summary>
/// Hangfire's dashboard, for whoever sees the Jobs page. Its work is everybody's: so those who run the operations of the only business act in it, where several share the
/// installation only its operator does, and all others look. Each act is written down.
/// </summary>
internal static class HangfirePages
{
    public const string Address = "/operations/hangfire";

    public static void Map(WebApplication app)
    {
        if (JobEngines.Of(app.Configuration) != JobEngines.Hangfire)
            return;
        var policy = new AuthorizationPolicyBuilder(IdentityConstants.ApplicationScheme).RequireAuthenticatedUser()
            .RequireAssertion(context => Has(context.User, Right.SeeOperations) || Has(context.User, Right.RunInstallation)).Build();
        app.MapHangfire(Address, MayAct, WriteDown).RequireAuthorization(policy).WithMetadata(new StylesInAttributes());
    }

    private static async Task<bool> MayAct(HttpContext http) => Has(http.User, Right.RunInstallation)
        || (Has(http.User, Right.RunOperations) && await http.RequestServices.GetRequiredService<RunNodes>().IsAlone(http.RequestAborted));

    private static async Task WriteDown(HttpContext http, string act)
    {
        var (work, businesses) = (http.RequestServices.GetRequiredService<Work>(), http.RequestServices.GetRequiredService<IBusinesses>());
        if (work.BusinessId != Guid.Empty)
        {
            await WriteDown(work, act, http.RequestAborted);
            return;
        }

        foreach (var business in await businesses.All(http.RequestAborted))
        {
            work.ActAs(Actor.Platform(business.Id, "Operator"));
            await WriteDown(work, act, http.RequestAborted);
        }
    }

    private static Task WriteDown(Work work, string act, CancellationToken ct)
    {
        work.Audit(new AuditEntry { Subject = "operations", SubjectId = work.BusinessId, Action = "job.hangfire", Sentence = $"In Hangfire's dashboard “{act}” was used." });
        return work.SaveAsync(ct);
    }

    private static bool Has(ClaimsPrincipal person, string right) => person.HasClaim(Right.Claim, right);
}
#endif
