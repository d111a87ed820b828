using System.Text.Json.Serialization;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Notifications.Advertising;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Features.Passwords;
using BookingPlatform.Notifications.Gate;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features.Consents;

/// <summary>A customer agrees to advertising by email, or takes it back: to staff, or signed in by themselves. What they agreed to is kept word by word.</summary>
internal sealed class ChangeConsent(NotificationsDb db, ICustomers customers, ConsentBook consents, MessageGate gate, IBusinesses businesses, Work work)
{
    /// <param name="Agrees">True to note a yes, false a no.</param>
    /// <param name="Wording">What was read out to them; needed for a yes.</param>
    internal sealed record Request(bool Agrees, string? Wording)
    {
        [JsonIgnore]
        public ConsentWay How { get; init; } = ConsentWay.Staff;
    }

    /// <param name="IsInForce">They agreed and did not take it back.</param>
    /// <param name="WhyNot">Why they get no advertising, for people; null when they do.</param>
    /// <param name="Proofs">Newest first; those in force before the withdrawn ones.</param>
    internal sealed record Answer(Guid CustomerId, bool IsInForce, string? WhyNot, IReadOnlyList<Proof> Proofs);

    /// <param name="How"><c>staff</c>, <c>bookingPage</c>, <c>guestApp</c> or <c>import</c>.</param>
    internal sealed record Proof(DateTimeOffset GivenAt, ConsentWay How, string Wording, string? NotedBy, DateTimeOffset? WithdrawnAt, WithdrawalWay? WithdrawnHow);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("customers/{id:guid}/consent", async (Guid id, ChangeConsent feature, CancellationToken ct) => (await feature.Read(id, ct)).ToHttp())
            .Needs(Right.SeeCustomers).WithTags("Customers").WithSummary("Whether the customer agreed to advertising by email, when, how and to which words.").Produces<Answer>();
        api.MapPut("customers/{id:guid}/consent", async (Guid id, Request request, ChangeConsent feature, CancellationToken ct) => (await feature.Handle(id, request, ct)).ToHttp())
            .Needs(Right.ChangeCustomers).WithTags("Customers").WithSummary("Note what the customer said about advertising by email.").Produces<Answer>();
    }

    public async Task<Answer<Answer>> Read(Guid id, CancellationToken ct) => await customers.Find(id, ct) is { } customer ? await Show(customer, ct) : Refusal.NotFound("customer");

    public async Task<Answer<Answer>> Handle(Guid id, Request request, CancellationToken ct)
    {
        if (request.Agrees && string.IsNullOrWhiteSpace(request.Wording))
            return Refusal.Invalid("wording", "Say what the customer agreed to.");
        if (request.Wording is { Length: > Consent.LongestWording })
            return Refusal.Invalid("wording", $"At most {Consent.LongestWording} characters.");
        await work.BeginAsync(ct);
        if (await customers.Find(id, ct) is not { } customer)
            return Refusal.NotFound("customer");
        if (customer.MergedIntoId is { } kept)
            return CustomerRefusals.Merged(id, kept);
        var isAgreed = !(await consents.WhyNot([new(id, customer.Email)], ct)).ContainsKey(id);
        if (!request.Agrees)
            await consents.Refuse(new(id, customer.Email), request.How is ConsentWay.GuestApp ? WithdrawalWay.GuestApp : WithdrawalWay.Staff, ct);
        else if (!isAgreed)
            await consents.Agree(new(id, customer.Email), new(request.How, request.Wording!.Trim()) { NotedBy = request.How is ConsentWay.Staff ? work.Actor.Name : null }, ct);
        return await work.TrySaveLinkAsync(ct) ? await Show(customer, ct) : Refusal.Stale();
    }

    private async Task<Answer> Show(CustomerCard customer, CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        var all = await db.Consents.AsNoTracking().Where(one => one.CustomerId == customer.Id).OrderByDescending(one => one.GivenAtUtc).ToListAsync(ct);
        var why = (await gate.AskForAdvertising([customer], ct)).GetValueOrDefault(customer.Id);
        return new(customer.Id, !(await consents.WhyNot([new(customer.Id, customer.Email)], ct)).ContainsKey(customer.Id), why?.Sentence, all.OrderByDescending(one => one.IsInForce).Select(one =>
            new Proof(business.At(one.GivenAtUtc), one.How, one.Wording, one.NotedBy, one.WithdrawnAtUtc is { } withdrawn ? business.At(withdrawn) : null, one.WithdrawnHow)).ToList());
    }
}
