using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Bookings.Cash;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Features;

internal sealed record CreateServiceRequest
{
    public ServiceKind? Kind { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    /// <summary>Not for stays.</summary>
    public int? DurationMinutes { get; init; }

    public int BufferBeforeMinutes { get; init; }

    public int BufferAfterMinutes { get; init; }

    /// <summary>Most people in a booking; for a class its places.</summary>
    public int Capacity { get; init; } = 1;

    /// <summary>Per appointment, per place of a class, per night of a stay; in the business's currency.</summary>
    public long PriceMinor { get; init; }

    /// <summary>Included in the price, in hundredths of a per cent: 2300 for 23 %.</summary>
    public int TaxBasisPoints { get; init; }

    /// <summary>One of <see cref="CreateService.Colours"/>.</summary>
    public string? Colour { get; init; }

    /// <summary>False for a service that only its price rules give a price.</summary>
    public bool HasBasePrice { get; init; } = true;

    /// <summary>Whether guests may book it themselves.</summary>
    public bool IsOnline { get; init; } = true;

    /// <summary>Guests book it themselves only once they have proved to be somebody the business knows.</summary>
    public bool IsForKnownGuests { get; init; }

    /// <summary>How long before the start guests must book.</summary>
    public int NoticeMinutes { get; init; }

    /// <summary>How many days ahead guests may book; null or 0 for as far as anybody may.</summary>
    public int? HorizonDays { get; init; }

    /// <summary>The rooms and people that can give it.</summary>
    public IReadOnlyList<Guid> ResourceIds { get; init; } = [];
}

/// <summary>Adds something to book.</summary>
internal sealed class CreateService(BookingsDb db, Work work, IBusinesses businesses)
{
    public static IReadOnlyList<string> Colours { get; } = ["slate", "blue", "teal", "green", "amber", "orange", "rose", "violet"];

    private const int LongestName = 200;
    private const int LongestDescription = 2000;
    private const int LongestMinutes = 24 * 60;
    private const int LongestBuffer = 8 * 60;
    private const int MostPlaces = 1000;
    private const int LongestNotice = 365 * 24 * 60;
    private const int FarthestHorizon = 5 * 366;
    public const long HighestPrice = 1_000_000_000_00;

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/services", async (CreateServiceRequest request, CreateService feature, CancellationToken ct) =>
            (await feature.Create(request, ct)).ToHttp(made => TypedResults.Created($"/api/v1/services/{made.Id}", made)))
        .WithName("CreateService")
        .Produces<ServiceAnswer>(StatusCodes.Status201Created)
        .Needs(Right.ManageSettings);

    public async Task<Answer<ServiceAnswer>> Create(CreateServiceRequest sent, CancellationToken ct)
    {
        if (!Clean(sent).Is(out var request, out var refusal))
            return refusal;
        var resources = request.ResourceIds.Distinct().ToArray();
        if (await db.Resources.CountAsync(resource => resources.Contains(resource.Id), ct) != resources.Length)
            return SlotPlanner.Unknown("unknown-resource", "There is no such room or person.");
        var business = await businesses.Get(work.BusinessId, ct);
        var service = New(request, business.Currency);
        db.Services.Add(service);
        db.ServiceResources.AddRange(resources.Select(resource => new ServiceResource { ServiceId = service.Id, ResourceId = resource }));
        work.Audit(new AuditEntry { Subject = "service", SubjectId = service.Id, Action = "service.created", Sentence = $"Added the service {service.Name}." });
        await work.SaveAsync(ct);
        return ServiceAnswer.From(service, resources);
    }

    /// <summary>Also what a change must leave behind.</summary>
    public static Answer<CreateServiceRequest> Clean(CreateServiceRequest sent)
    {
        var typed = new TypedFields("");
        var request = sent with
        {
            Name = typed.Required("name", sent.Name, LongestName, "Give it a name."),
            Description = typed.Text("description", sent.Description, LongestDescription),
        };
        var errors = new Dictionary<string, string[]>(typed.Faults);
        Rule("kind", request.Kind is not null, "Say whether it is an appointment, a class or a stay.");
        Rule("durationMinutes", request.Kind is ServiceKind.Stay || request.DurationMinutes is >= 1 and <= LongestMinutes, "It lasts between a minute and a day.");
        Rule("bufferBeforeMinutes", request.BufferBeforeMinutes is >= 0 and <= LongestBuffer, "A buffer lasts up to eight hours.");
        Rule("bufferAfterMinutes", request.BufferAfterMinutes is >= 0 and <= LongestBuffer, "A buffer lasts up to eight hours.");
        Rule("capacity", request.Capacity is >= 1 and <= MostPlaces, $"It takes 1 to {MostPlaces} people.");
        Rule("priceMinor", request.PriceMinor is >= 0 and <= HighestPrice, "The price cannot be negative.");
        Rule("noticeMinutes", request.NoticeMinutes is >= 0 and <= LongestNotice, "Guests book up to a year before the start.");
        Rule("horizonDays", request.HorizonDays is null or (>= 0 and <= FarthestHorizon), "Guests book up to five years ahead.");
        Rule("taxBasisPoints", request.TaxBasisPoints is >= 0 and <= ChangeLines.HighestTax, "A tax is 0 to 100 %.");
        Rule("colour", request.Colour is null || Colours.Contains(request.Colour), $"Choose one of {string.Join(", ", Colours)}.");
        return errors.Count == 0 ? request : Refusal.Invalid(errors);

        void Rule(string field, bool kept, string message)
        {
            if (!kept)
                errors[field] = [message];
        }
    }

    private static Service New(CreateServiceRequest request, string currency)
    {
        var service = new Service { Kind = request.Kind!.Value, Name = request.Name!, Currency = currency };
        Apply(request, service);
        return service;
    }

    public static void Apply(CreateServiceRequest request, Service service)
    {
        (service.Kind, service.Name, service.Description) = (request.Kind!.Value, request.Name!, request.Description);
        service.Minutes = request.Kind is ServiceKind.Stay ? 0 : request.DurationMinutes!.Value;
        (service.BufferBeforeMinutes, service.BufferAfterMinutes) = (request.BufferBeforeMinutes, request.BufferAfterMinutes);
        (service.Capacity, service.Colour) = (request.Capacity, request.Colour ?? Colours[0]);
        (service.PriceMinor, service.HasBasePrice) = (request.PriceMinor, request.HasBasePrice);
        service.TaxBasisPoints = request.TaxBasisPoints;
        (service.IsOnline, service.IsForKnownGuests, service.NoticeMinutes) = (request.IsOnline, request.IsForKnownGuests, request.NoticeMinutes);
        service.HorizonDays = request.HorizonDays is 0 ? null : request.HorizonDays;
    }
}
