using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Notifications.Mail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace BookingPlatform.Notifications.Features.Bounces;

/// <summary>Makes the address that a mail provider calls about mails that came back; the one before is worthless from then on.</summary>
internal sealed class BounceAddress(NotificationsDb db, ChangeSwitches settings, GuestTokens tokens, Work work, IOptions<WebSettings> web)
{
    /// <param name="Address">Where to send reports; with a path only while this installation does not know its own address.</param>
    internal sealed record Answer(string Address);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("messages/bounces/address", async (BounceAddress feature, CancellationToken ct) => (await feature.Handle(ct)).ToHttp())
        .Needs(Right.ManageSettings).WithTags("Messages").WithSummary("A new address for reports about mails that came back.").Produces<Answer>();

    public async Task<Answer<Answer>> Handle(CancellationToken ct)
    {
        await work.BeginAsync(ct);
        var switches = await settings.Current(ct);
        switches.RenewIntake();
        if (switches.Version == 0)
        {
            switches.Version = 1;
            db.Add(switches);
        }

        work.Audit(new AuditEntry { Subject = "setting", SubjectId = work.BusinessId, Action = "bounces.address", Sentence = "A new address for mails that came back was made." });
        if (!await work.TrySaveAsync(ct))
            return Refusal.Stale();
        var token = tokens.For(TokenPurpose.Bounces, work.BusinessId, IdOf(switches.IntakeNumber!.Value));
        return new Answer($"{web.Value.PublicAddress?.TrimEnd('/')}/api/v1/messages/bounces?business={work.BusinessId:D}&token={token}");
    }

    public static Guid IdOf(int number) => new(number, 0, 0, new byte[8]);
}
