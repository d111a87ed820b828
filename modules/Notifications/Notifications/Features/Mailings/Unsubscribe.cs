using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Guests;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Notifications.Advertising;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Features.Passwords;
using BookingPlatform.Notifications.Mail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features.Mailings;

/// <summary>
/// A reader of advertising wants no more of it: one click, nobody signed in (RFC 8058). The link names the message; whose it is today, after merges, is looked up. The address it went to is
/// remembered too, whoever's it is by now. Mail programs send the POST by themselves, without a cookie and without a token of ours; looking at the page changes nothing, because mail scanners open links.
/// </summary>
internal sealed class Unsubscribe(NotificationsDb db, GuestTokens tokens, ConsentBook consents, ICustomers customers, Work work)
{
    private const int Tries = 3;

    public const string Address = "/g/{slug}/unsubscribe/{token}";

    public static void Map(IEndpointRouteBuilder pages) => pages
        .MapPost(Address, async (string slug, string token, Unsubscribe feature, HttpRequest request, CancellationToken ct) => (await feature.Handle(token, ct)).ToHttp(_ => request.WantsPage()
            ? (IResult)TypedResults.LocalRedirect($"{GuestSide.Prefix}/{Uri.EscapeDataString(slug)}/unsubscribe/{token}")
            : TypedResults.NoContent()))
        .AllowAnonymous()
        .DisableAntiforgery()
        // The page at the same address would take the POST as well.
        .WithOrder(-1);

    /// <summary>Whether the link is one of ours, and whether its reader still gets advertising.</summary>
    internal enum Standing
    {
        Unknown,
        Receives,
        Ended,
    }

    public async Task<Standing> Look(string? token, CancellationToken ct)
    {
        if (await Find(token, ct) is not { } message)
            return Standing.Unknown;
        var person = new ConsentBook.Person(message.CustomerId, message.Recipient);
        return (await consents.WhyNot([person], ct)).GetValueOrDefault(person.CustomerId) == Reason.OptedOut ? Standing.Ended : Standing.Receives;
    }

    public async Task<Answer<Done>> Handle(string? token, CancellationToken ct)
    {
        for (var left = Tries; left > 0; left--)
        {
            await work.BeginAsync(ct);
            if (await Find(token, ct) is not { } message)
                return Refusal.NotFound("link");
            var customer = await customers.FindKept(message.CustomerId, ct);
            await consents.Refuse(new(customer?.Id ?? message.CustomerId, message.Recipient), WithdrawalWay.Link, ct);
            if (customer?.Email is { } email && email != message.Recipient)
                await consents.Remember(email, ct);
            if (await work.TrySaveLinkAsync(ct))
                return default(Done);
        }

        return Refusal.Conflict("try-again", "Somebody saved something at the same moment. Try again.");
    }

    private async Task<Message?> Find(string? token, CancellationToken ct) => tokens.Read(TokenPurpose.Unsubscribe, work.BusinessId, token) is { } id
        ? await db.Messages.AsNoTracking().SingleOrDefaultAsync(message => message.Id == id && message.MailingId != null, ct)
        : null;
}
