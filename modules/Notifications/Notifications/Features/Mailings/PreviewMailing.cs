using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Gate;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features.Mailings;

/// <summary>Who of an audience would get a mailing now and who would not, by cause: the gate is asked about everybody, as it will be when they are sent to.</summary>
internal sealed class PreviewMailing(NotificationsDb db, IAudiences audiences, MessageGate gate)
{
    private const int AtOnce = 1000;

    /// <param name="Meant">Everybody in the audience.</param>
    /// <param name="WillReceive">How many get a mail.</param>
    /// <param name="NoConsent">Never agreed.</param>
    /// <param name="OptedOut">Said no.</param>
    internal sealed record Counts(int Meant, int WillReceive, int NoConsent, int OptedOut)
    {
        /// <summary>No email at all.</summary>
        public required int NoAddress { get; init; }

        /// <summary>Only a generated address.</summary>
        public required int Placeholder { get; init; }

        /// <summary>Mail came back, or the address is on the suppression list.</summary>
        public required int Suppressed { get; init; }

        /// <summary>Records that share an address with another: each mailbox gets one.</summary>
        public required int SameAddress { get; init; }

        /// <summary>Why nothing can be sent at all; null when it can.</summary>
        public required string? WhyNobody { get; init; }
    }

    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("mailings/{id:guid}/preview", async (Guid id, PreviewMailing feature, CancellationToken ct) => (await feature.Handle(id, ct)).ToHttp())
        .Needs(Right.SendAdvertising).WithTags("Messages").WithSummary("Who would get the mailing now, and why the others would not.").Produces<Counts>();

    public async Task<Answer<Counts>> Handle(Guid id, CancellationToken ct)
    {
        if (await db.Mailings.Where(one => one.Id == id).Select(one => one.Audience).SingleOrDefaultAsync(ct) is not { } audience)
            return Refusal.NotFound("mailing");
        var (reasons, addresses, meant, reached) = (new Dictionary<string, int>(), new HashSet<string>(), 0, 0);
        var last = Guid.Empty;
        while (await audiences.Next(audience, last, AtOnce, ct) is { Count: > 0 } people)
        {
            (last, meant) = (people[^1].Id, meant + people.Count);
            var whyNot = await gate.AskForAdvertising(people, ct);
            foreach (var reason in whyNot.Values)
                reasons[reason.Code] = reasons.GetValueOrDefault(reason.Code) + 1;
            var receiving = people.Where(person => !whyNot.ContainsKey(person.Id)).ToList();
            reached += receiving.Count;
            addresses.UnionWith(receiving.Select(person => Suppression.KeyOf(person.Email!)));
        }

        return new Counts(meant, addresses.Count, Of(Reason.NoConsent), Of(Reason.OptedOut))
        {
            NoAddress = Of(Reason.NoEmail) + Of(Reason.CustomerGone),
            Placeholder = Of(Reason.Placeholder),
            Suppressed = Of(Reason.Bounced) + Of(Reason.Suppressed),
            SameAddress = reached - addresses.Count,
            WhyNobody = gate.WhyNoAdvertising?.Sentence,
        };

        int Of(Reason reason) => reasons.GetValueOrDefault(reason.Code);
    }
}
