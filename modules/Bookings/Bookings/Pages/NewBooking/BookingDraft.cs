using System.Globalization;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Features;
using BookingPlatform.Bookings.Pages.Shared;
using BookingPlatform.Customers.Contracts;

namespace BookingPlatform.Bookings.Pages.NewBooking;

/// <summary>The three steps of the booking form, in their order.</summary>
internal enum FormStep
{
    Schedule,
    Price,
    Checkout,
}

/// <summary>Everything chosen and typed so far. The form carries it from step to step in its own fields, so nothing is kept on the server but the slot hold.</summary>
internal sealed record BookingDraft
{
    /// <summary>In the combobox: nobody of those found, but somebody new.</summary>
    public const string NewCustomer = "new";

    private const int MostPeople = 1000;

    public Guid? ServiceId { get; init; }

    /// <summary>Null for whoever or whichever is free.</summary>
    public Guid? ResourceId { get; init; }

    public DateOnly? Day { get; init; }

    public string? StartsAt { get; init; }

    public DateOnly? Arrival { get; init; }

    public DateOnly? Departure { get; init; }

    public int Party { get; init; } = 1;

    public Guid? HoldToken { get; init; }

    /// <summary>Who is kept, when the wish was for whoever is free.</summary>
    public Guid? HeldResourceId { get; init; }

    /// <summary>Null when the link did not say: then a customer may be chosen, but need not.</summary>
    public BookingPath? Path { get; init; }

    public Guid? CustomerId { get; init; }

    public bool IsNewCustomer { get; init; }

    public Guid? ItineraryId { get; init; }

    /// <summary>Who comes, when it is not the customer of the itinerary.</summary>
    public Guid? ItineraryGuestId { get; init; }

    /// <summary>What was typed to find the customer.</summary>
    public string? Sought { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? Notes { get; init; }

    /// <summary>When the guests of a stay expect to come; becomes the first line of the notes.</summary>
    public string? ArrivalTime { get; init; }

    /// <param name="field">The value of a field of the form, or of the link that opens it.</param>
    public static BookingDraft Read(Func<string, string?> field) => new()
    {
        ServiceId = Id(field("serviceId")),
        ResourceId = Id(field("resourceId")),
        Day = BookingText.ReadDay(field("day")),
        StartsAt = field("startsAt"),
        Arrival = BookingText.ReadDay(field("arrival")),
        Departure = BookingText.ReadDay(field("departure")),
        Party = int.TryParse(field("party"), NumberStyles.None, CultureInfo.InvariantCulture, out var party) ? Math.Min(party, MostPeople + 1) : 1,
        HoldToken = Id(field("holdToken")),
        HeldResourceId = Id(field("heldResourceId")),
        Path = Enum.TryParse<BookingPath>(field("path"), true, out var path) && path is BookingPath.Unvalidated or BookingPath.Validated ? path : null,
        CustomerId = Id(field("customerId")),
        IsNewCustomer = field("customerId") == NewCustomer,
        ItineraryId = Id(field("itineraryId")),
        ItineraryGuestId = Id(field("itineraryGuestId")),
        Sought = field("q"),
        FirstName = field("firstName"),
        LastName = field("lastName"),
        Email = field("email"),
        Phone = field("phone"),
        Notes = field("notes"),
        ArrivalTime = field("arrivalTime"),
    };

    /// <summary>The fields that the step does not show and the form must not lose.</summary>
    public IEnumerable<(string Name, string Value)> Carried(FormStep step)
    {
        var fields = Always().Concat(step is FormStep.Schedule ? [] : Chosen());
        if (step is not FormStep.Checkout)
            fields = fields.Concat(Typed());
        return fields.Where(field => !string.IsNullOrEmpty(field.Value)).Select(field => (field.Name, field.Value!));
    }

    private IEnumerable<(string Name, string? Value)> Always() =>
    [
        ("path", Path?.ToString()),
        ("itineraryId", ItineraryId?.ToString()),
        ("holdToken", HoldToken?.ToString()),
        ("heldResourceId", HeldResourceId?.ToString()),
    ];

    private IEnumerable<(string Name, string? Value)> Chosen() =>
    [
        ("serviceId", ServiceId?.ToString()),
        ("resourceId", ResourceId?.ToString()),
        ("day", Day?.Iso()),
        ("startsAt", StartsAt),
        ("arrival", Arrival?.Iso()),
        ("departure", Departure?.Iso()),
        ("party", Party.ToString(CultureInfo.InvariantCulture)),
        ("customerId", IsNewCustomer ? NewCustomer : CustomerId?.ToString()),
        ("q", Sought),
        ("itineraryGuestId", ItineraryGuestId?.ToString()),
    ];

    /// <summary>Once a known customer is chosen their details are the card's; what was typed for somebody else is dropped.</summary>
    private IEnumerable<(string Name, string? Value)> Typed()
    {
        if (CustomerId is null && ItineraryId is null)
            return [("firstName", FirstName), ("lastName", LastName), ("email", Email), ("phone", Phone), ("notes", Notes), ("arrivalTime", ArrivalTime)];
        return [("notes", Notes), ("arrivalTime", ArrivalTime)];
    }

    /// <summary>The name that was looked for in vain, as a beginning for the two fields.</summary>
    public BookingDraft WithSoughtName()
    {
        if (FirstName is not null || LastName is not null || Sought is null || Sought.Contains('@', StringComparison.Ordinal) || Sought.Any(char.IsDigit))
            return this;
        var gap = Sought.LastIndexOf(' ');
        return gap < 0 ? this with { FirstName = Sought } : this with { FirstName = Sought[..gap].Trim(), LastName = Sought[(gap + 1)..] };
    }

    /// <summary>A free time pressed instead of the one that was taken.</summary>
    public BookingDraft Take(FreeTimePress press) => this with
    {
        StartsAt = press.StartsAt,
        Day = press.StartsAt is { Length: >= 10 } ? BookingText.ReadDay(press.StartsAt[..10]) : Day,
        ResourceId = press.ResourceId ?? ResourceId,
        Arrival = press.Arrival,
        Departure = press.Departure,
    };

    public HoldSlotRequest ToHold() => new()
    {
        ServiceId = ServiceId ?? Guid.Empty,
        ResourceId = ResourceId,
        StartsAt = StartsAt,
        Arrival = Arrival,
        Departure = Departure,
        Party = Party,
        HoldToken = HoldToken,
    };

    public MakeBookingRequest ToBooking(BookingPath path, string? notes) => new()
    {
        ServiceId = ServiceId ?? Guid.Empty,
        ResourceId = HeldResourceId ?? ResourceId,
        StartsAt = StartsAt,
        Arrival = Arrival,
        Departure = Departure,
        Party = Party,
        Customer = new BookingGuest(CustomerId, FirstName, LastName, Email, Phone),
        Path = path,
        ItineraryId = ItineraryId,
        ItineraryGuestId = ItineraryGuestId,
        Notes = notes,
        HoldToken = HoldToken,
    };

    private static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;
}
