using System.Globalization;
using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Features;

internal sealed record CreateResourceRequest
{
    public ResourceKind? Kind { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    /// <summary>Empty for always open, as rooms are.</summary>
    public IReadOnlyList<OpenRequest> Hours { get; init; } = [];

    /// <summary>The services it can give.</summary>
    public IReadOnlyList<Guid> ServiceIds { get; init; } = [];
}

/// <summary>Open on a day of the week; times as <c>09:00</c>, the end of the day as <c>24:00</c>. Past midnight is said with two of these.</summary>
internal sealed record OpenRequest(DayOfWeek Day, string? From, string? Until);

/// <summary>Adds a room, a person or a space.</summary>
internal sealed class CreateResource(BookingsDb db, Work work)
{
    public const int LongestName = 200;
    public const int LongestDescription = 2000;
    private const int MostSpans = 42;

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/resources", async (CreateResourceRequest request, CreateResource feature, CancellationToken ct) =>
            (await feature.Create(request, ct)).ToHttp(made => TypedResults.Created($"/api/v1/resources/{made.Id}", made)))
        .WithName("CreateResource")
        .Produces<ResourceAnswer>(StatusCodes.Status201Created)
        .Needs(Right.ManageSettings);

    public async Task<Answer<ResourceAnswer>> Create(CreateResourceRequest request, CancellationToken ct)
    {
        if (request.Kind is not { } kind)
            return Refusal.Invalid("kind", "Say whether it is a room, a person or a space.");
        var typed = new TypedFields("");
        var name = typed.Required("name", request.Name, LongestName, "Give it a name.");
        var description = typed.Text("description", request.Description, LongestDescription);
        if (typed.Faults.Count > 0)
            return Refusal.Invalid(typed.Faults);
        if (!Hours(request.Hours).Is(out var hours, out var refusal))
            return refusal;
        var services = request.ServiceIds.Distinct().ToArray();
        if (await db.Services.CountAsync(service => services.Contains(service.Id), ct) != services.Length)
            return SlotPlanner.Unknown("unknown-service", "There is no such service.");
        var resource = new Resource { Kind = kind, Name = name!, Description = description, Hours = hours };
        db.Resources.Add(resource);
        db.ServiceResources.AddRange(services.Select(service => new ServiceResource { ServiceId = service, ResourceId = resource.Id }));
        work.Audit(new AuditEntry { Subject = "resource", SubjectId = resource.Id, Action = "resource.created", Sentence = $"Added {resource.Name}." });
        await work.SaveAsync(ct);
        return ResourceAnswer.From(resource, services);
    }

    public static Answer<OpeningHours> Hours(IReadOnlyList<OpenRequest> hours)
    {
        if (hours.Count > MostSpans)
            return Refusal.Invalid("hours", $"At most {MostSpans} stretches a week.");
        var spans = new List<OpenSpan>();
        foreach (var open in hours)
        {
            if (!TryMinute(open.From, out var from) || !TryMinute(open.Until, out var until) || new OpenSpan(open.Day, from, until) is not { IsPossible: true } span)
                return Refusal.Invalid("hours", "Give opening hours as from 09:00 until 18:00, the end of the day as 24:00.");
            spans.Add(span);
        }

        return new OpeningHours(spans);
    }

    private static bool TryMinute(string? text, out int minute)
    {
        minute = OpenSpan.MinutesOfDay;
        if (text?.Trim() == "24:00")
            return true;
        if (!TimeOnly.TryParseExact(text?.Trim(), ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return false;
        minute = (time.Hour * 60) + time.Minute;
        return true;
    }
}
