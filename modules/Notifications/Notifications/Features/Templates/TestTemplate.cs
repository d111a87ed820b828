using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Notifications.Gate;
using BookingPlatform.Notifications.Mail;
using BookingPlatform.Notifications.Templates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace BookingPlatform.Notifications.Features.Templates;

/// <summary>
/// Sends words that are being written to the business's own mailbox, to see them in a mail program. Nowhere else: a form that mails any text to any address
/// would be everybody's tool for mail in this business's name.
/// </summary>
internal sealed class TestTemplate(PreviewTemplate preview, MessageGate gate, IMailTransport transport, IBusinesses businesses, Work work, IOptions<MailSettings> settings)
{
    internal sealed record Answer(string SentTo);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("message-templates/{kind}/{language}/test", async (string kind, string language, PreviewTemplate.Request request, TestTemplate feature, CancellationToken ct) =>
            (await feature.Handle(kind, language, request, ct)).ToHttp(answer => TypedResults.Accepted((string?)null, answer)))
        .Needs(Right.ManageSettings).WithTags("Messages").WithSummary("Send words filled with a real booking to the business's own mailbox.").Produces<Answer>(StatusCodes.Status202Accepted);

    public async Task<Answer<Answer>> Handle(string kind, string language, PreviewTemplate.Request request, CancellationToken ct)
    {
        if (!(await preview.Handle(kind, language, request, ct)).Is(out var page, out var refusal))
            return refusal;
        var business = await businesses.Get(work.BusinessId, ct);
        if (business.Email is not { } own)
            return Refusal.Conflict("no-mailbox", "A test goes to your own mailbox. Give the business an email under Settings, Business.");
        if (await gate.AskForAddress(own, customerId: null, ct) is { } why)
            return Refusal.Conflict(why.Code, why.Sentence);
        var receipt = await transport.Send(Write(page, business, own), ct);
        return receipt switch
        {
            Receipt.NotNow notNow => Refusal.Conflict(notNow.Why.Code, notNow.Why.Sentence),
            Receipt.Never never => Refusal.Conflict(never.Why.Code, never.Why.Sentence),
            _ => new Answer(own),
        };
    }

    private OutgoingMail Write(MailPage page, Business business, string own) => new()
    {
        MailId = MailIds.New(settings.Value.From),
        SenderName = business.Name,
        ReplyTo = own,
        Recipient = own,
        RecipientName = business.Name,
        Subject = $"[Test] {page.Subject}",
        Text = page.Text(),
        Html = page.Html(),
        Language = page.Model.Language,
    };
}
