using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Gate;
using BookingPlatform.Notifications.Mail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BookingPlatform.Notifications.Features.Passwords;

/// <summary>
/// Staff send a customer a link to set a new password (S1-33, C8). They never see the secret (S1-34): it does not exist yet when they ask,
/// <see cref="MailPasswordLink"/> makes it.
/// </summary>
internal sealed class SendPasswordLink(NotificationsDb db, MessageGate gate, IOptions<WebSettings> web, Work work)
{
    public const int MostInAnHour = 3;
    private const int Tries = 3;

    /// <param name="SentTo">The address, masked.</param>
    /// <param name="ValidForMinutes">From the hand-over to the mail server.</param>
    internal sealed record Answer(Guid CustomerId, string SentTo, int ValidForMinutes);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("customers/{id:guid}/password-reset", async (Guid id, SendPasswordLink feature, CancellationToken ct) =>
            (await feature.Handle(id, ct)).ToHttp(answer => TypedResults.Accepted((string?)null, answer)))
        .Needs(Right.ChangeCustomers).WithTags("Customers").WithSummary("Send the customer a link to set a new password. 409 no-mailbox without a mailbox, 429 too-many-resets after three in an hour.")
        .Produces<Answer>(StatusCodes.Status202Accepted);

    /// <summary>The mail of an earlier link may be on its way out at this moment, or somebody else asks too: then it is tried again, and counted again.</summary>
    public async Task<Answer<Answer>> Handle(Guid id, CancellationToken ct)
    {
        for (var again = Tries; again > 0; again--)
            if (await Try(id, ct) is { } answer)
                return answer;
        return Refusal.Stale();
    }

    /// <returns>Null when somebody else was quicker.</returns>
    private async Task<Answer<Answer>?> Try(Guid id, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        var (reason, customer) = await gate.AskFor(id, ct);
        if (customer is null)
            return Refusal.NotFound("customer");
        if (await WhyNot(customer, reason, ct) is { } refusal)
            return refusal;
        foreach (var earlier in await db.GuestLinks.Where(link => link.CurrentFor == id).ToListAsync(ct))
            earlier.Withdraw();
        var asked = GuestLink.ToSetPassword(id, work.Now);
        db.GuestLinks.Add(asked);
        work.Tell(new GuestLinkAsked(asked.Id), id);
        work.Audit(PasswordHistory.Of(id, "password.link-sent", $"A link to set a new password was sent to {customer.Email}."));
        if (!await work.TrySaveLinkAsync(ct))
            return null;
        return new Answer(id, customer.MaskedEmail(), (int)GuestLink.Lifetime.TotalMinutes);
    }

    /// <summary>Null when a link can be sent to the customer.</summary>
    public async Task<Refusal?> WhyNot(CustomerCard customer, CancellationToken ct) => await WhyNot(customer, gate.Judge(customer), ct);

    private async Task<Refusal?> WhyNot(CustomerCard customer, Reason? reason, CancellationToken ct)
    {
        if (customer.IsDeleted)
            return CustomerRefusals.Deleted(customer.Id);
        if (customer.WhyNoMailbox() is { } noMailbox)
            return Refusal.Conflict("no-mailbox", noMailbox);
        if (reason is not null)
            return Refusal.Conflict(reason.Code, reason.Sentence);
        if (!web.Value.HasPublicAddress)
            return Refusal.Conflict("no-public-address", "No link can be sent, because this installation does not know its own address. Set Web__PublicAddress to what guests type, for example https://book.example.com.");
        var anHourAgo = work.Now.AddHours(-1);
        return await db.GuestLinks.CountAsync(link => link.CustomerId == customer.Id && link.AskedAtUtc > anHourAgo, ct) < MostInAnHour
            ? null
            : new Refusal(RefusalKind.TooMany, "too-many-resets", $"{MostInAnHour} links were sent to this customer within an hour. Ask them to look in the spam folder, or try again later.");
    }
}

internal static class PasswordWording
{
    /// <summary>Why no link can be mailed to the customer; null when it can. A forwarding address of a booking site can be mailed too.</summary>
    public static string? WhyNoMailbox(this CustomerCard customer) => customer switch
    {
        { EmailState: EmailState.Bounced } => "Mail to this customer comes back, so no link can be sent. Correct the email first.",
        { IsReachable: false } => "There is no mailbox to send a link to. Add an email first.",
        _ => null,
    };

    /// <summary>Enough to recognise the address by, not enough to pass it on: <c>a…@guest.example</c>.</summary>
    public static string MaskedEmail(this CustomerCard customer) => customer.Email is { } email && email.LastIndexOf('@') is var at and > 0
        ? $"{email.EnumerateRunes().First()}…{email[at..]}"
        : "";
}

internal static class PasswordHistory
{
    public static AuditEntry Of(Guid customerId, string action, string sentence) =>
        new() { Subject = "customer", SubjectId = customerId, Action = action, Sentence = sentence };
}
