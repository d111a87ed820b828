using System.Text.Json.Serialization;
using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Features;

/// <summary>A price on some days as it is sent.</summary>
internal sealed record PriceRuleRequest
{
    [JsonIgnore]
    public Guid ServiceId { get; init; }

    /// <summary>The rule to change; null for a new one.</summary>
    [JsonIgnore]
    public Guid? RuleId { get; init; }

    [JsonIgnore]
    public int? Version { get; init; }

    public string? Name { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? Until { get; init; }

    public bool IsYearly { get; init; }

    /// <summary>Null or empty for every day.</summary>
    public IReadOnlyList<DayOfWeek>? Weekdays { get; init; }

    public long? PriceMinor { get; init; }

    public bool IsPerPerson { get; init; }

    public int MinNights { get; init; }
}

internal sealed record PriceRuleAnswer(Guid Id, Guid ServiceId, string Name, Money Price)
{
    public required DateOnly? From { get; init; }

    public required DateOnly? Until { get; init; }

    public required bool IsYearly { get; init; }

    public required IReadOnlyList<DayOfWeek> Weekdays { get; init; }

    public required bool IsPerPerson { get; init; }

    public required int MinNights { get; init; }

    public required int Version { get; init; }

    public static PriceRuleAnswer Of(PriceRule rule, string currency) => new(rule.Id, rule.ServiceId, rule.Name, new(rule.PriceMinor, currency))
    {
        From = rule.From,
        Until = rule.Until,
        IsYearly = rule.IsYearly,
        Weekdays = Enum.GetValues<DayOfWeek>().Where(day => rule.Weekdays.HasFlag((Weekdays)(1 << (int)day))).ToList(),
        IsPerPerson = rule.IsPerPerson,
        MinNights = rule.MinNights,
        Version = rule.Version,
    };
}

internal sealed record PriceRuleList(IReadOnlyList<PriceRuleAnswer> Items);

/// <summary>Prices by season and weekday. They hold for what is booked from then on.</summary>
internal sealed class KeepPrices(BookingsDb db, Work work)
{
    private const int LongestName = 100;
    private const int MostRules = 200;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/services/{id:guid}/prices", async (Guid id, KeepPrices feature, CancellationToken ct) => (await feature.List(id, ct)).ToHttp())
            .WithName("ListPrices").Produces<PriceRuleList>().Needs(Right.SeeBookings);
        api.MapPost("/services/{id:guid}/prices", async (Guid id, PriceRuleRequest request, KeepPrices feature, CancellationToken ct) =>
                (await feature.Keep(request with { ServiceId = id }, ct)).ToHttp(made => TypedResults.Created($"/api/v1/services/{id}/prices", made)))
            .WithName("AddPrice").Produces<PriceRuleAnswer>(StatusCodes.Status201Created).Needs(Right.ManageSettings);
        api.MapPut("/services/{id:guid}/prices/{ruleId:guid}", async (Guid id, Guid ruleId, PriceRuleRequest request, HttpRequest http, KeepPrices feature, CancellationToken ct) =>
                (await feature.Keep(request with { ServiceId = id, RuleId = ruleId, Version = IfMatch.Version(http) }, ct)).ToHttp())
            .WithName("ChangePrice").Produces<PriceRuleAnswer>().Needs(Right.ManageSettings);
        api.MapDelete("/services/{id:guid}/prices/{ruleId:guid}", async (Guid id, Guid ruleId, HttpRequest http, KeepPrices feature, CancellationToken ct) =>
                (await feature.Remove(new() { ServiceId = id, RuleId = ruleId, Version = IfMatch.Version(http) }, ct)).ToHttp(_ => TypedResults.NoContent()))
            .WithName("RemovePrice").Produces(StatusCodes.Status204NoContent).Needs(Right.ManageSettings);
    }

    /// <summary>In the order in which they win.</summary>
    public async Task<Answer<PriceRuleList>> List(Guid serviceId, CancellationToken ct)
    {
        if (await db.Services.AsNoTracking().FirstOrDefaultAsync(one => one.Id == serviceId, ct) is not { } service)
            return Refusal.NotFound("service");
        var rules = await db.PriceRules.AsNoTracking().Where(rule => rule.ServiceId == serviceId).ToListAsync(ct);
        return new PriceRuleList(new PriceList(service, rules).ByRank.Select(rule => PriceRuleAnswer.Of(rule, service.Currency)).ToList());
    }

    public async Task<Answer<PriceRuleAnswer>> Keep(PriceRuleRequest sent, CancellationToken ct)
    {
        if (await db.Services.AsNoTracking().FirstOrDefaultAsync(one => one.Id == sent.ServiceId, ct) is not { } service)
            return Refusal.NotFound("service");
        if (!Clean(sent, service).Is(out var request, out var refusal))
            return refusal;
        if (!(await Find(request, ct)).Is(out var rule, out refusal))
            return refusal;
        (rule.Name, rule.From, rule.Until, rule.IsYearly) = (request.Name!, request.From, request.Until, request.IsYearly);
        rule.Weekdays = request.Weekdays is { Count: > 0 } days ? days.Aggregate(Weekdays.None, (set, day) => set | (Weekdays)(1 << (int)day)) : Weekdays.All;
        (rule.PriceMinor, rule.IsPerPerson, rule.MinNights) = (request.PriceMinor!.Value, request.IsPerPerson, request.MinNights);
        Note(service, "price.set", $"Set the price {rule.Name} of {service.Name} to {rule.PriceMinor} {service.Currency} (minor units).");
        return await work.SaveUnlessStale(ct) ? PriceRuleAnswer.Of(rule, service.Currency) : Refusal.Stale();
    }

    public async Task<Answer<Done>> Remove(PriceRuleRequest request, CancellationToken ct)
    {
        if (!(await Find(request, ct)).Is(out var rule, out var refusal))
            return refusal;
        var service = await db.Services.AsNoTracking().FirstAsync(one => one.Id == rule.ServiceId, ct);
        db.PriceRules.Remove(rule);
        Note(service, "price.removed", $"Removed the price {rule.Name} of {service.Name}.");
        return await work.SaveUnlessStale(ct) ? default(Done) : Refusal.Stale();
    }

    private async Task<Answer<PriceRule>> Find(PriceRuleRequest request, CancellationToken ct)
    {
        if (request.RuleId is not { } id)
        {
            return await db.PriceRules.CountAsync(rule => rule.ServiceId == request.ServiceId, ct) < MostRules
                ? db.PriceRules.Add(new PriceRule { ServiceId = request.ServiceId, Name = request.Name! }).Entity
                : Refusal.Conflict("too-many-prices", $"A service has at most {MostRules} prices.");
        }

        if (await db.PriceRules.FirstOrDefaultAsync(rule => rule.Id == id && rule.ServiceId == request.ServiceId, ct) is not { } found)
            return Refusal.NotFound("price");
        return request.Version is { } seen && seen != found.Version ? Refusal.Stale() : found;
    }

    private static Answer<PriceRuleRequest> Clean(PriceRuleRequest sent, Service service)
    {
        var typed = new TypedFields("");
        var request = sent with { Name = typed.Required("name", sent.Name, LongestName, "Give the price a name, such as Summer or Weekend.") };
        var errors = new Dictionary<string, string[]>(typed.Faults);
        Rule("priceMinor", request.PriceMinor is >= 0 and <= CreateService.HighestPrice, "Give a price; it cannot be negative.");
        Rule("until", request.Until >= request.From || request.From is null || request.Until is null, "The season ends on or after its first day.");
        Rule("until", !request.IsYearly || request is { From: { } from, Until: { } until } && until.DayNumber - from.DayNumber < 366, "A season that comes back every year has a first and a last day, less than a year apart.");
        Rule("minNights", request.MinNights is >= 0 and <= Nights.Most && (service.Kind is ServiceKind.Stay || request.MinNights == 0), $"Only stays have a least number of nights, up to {Nights.Most}.");
        Rule("weekdays", request.Weekdays?.All(Enum.IsDefined) != false, "Name days of the week.");
        return errors.Count == 0 ? request : Refusal.Invalid(errors);

        void Rule(string field, bool kept, string message)
        {
            if (!kept)
                errors.TryAdd(field, [message]);
        }
    }

    private void Note(Service service, string action, string sentence) =>
        work.Audit(new AuditEntry { Subject = "service", SubjectId = service.Id, Action = action, Sentence = sentence });
}
