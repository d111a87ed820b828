using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Features;
using BookingPlatform.Bookings.Pages.Shared;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Time;

namespace BookingPlatform.Bookings.Pages.NewBooking;

/// <summary>The booking form between two presses of a button: what was chosen, what can be chosen, and the way from step to step.</summary>
internal sealed class BookingForm(FormReads reads, TimeChooser times, HoldSlot holds, ReleaseHold release, MakeBooking make)
{
    private const int MostFound = 8;

    public BookingDraft Draft { get; private set; } = new();

    public FormStep Step { get; set; }

    /// <summary>Why the last press was refused.</summary>
    public Refusal? Refusal { get; set; }

    public IReadOnlyList<ServiceAnswer> Services { get; private set; } = [];

    public ServiceAnswer? Service { get; private set; }

    /// <summary>Null until a service is chosen.</summary>
    public TimeChoice? Choice { get; private set; }

    public IReadOnlyList<ResourceAnswer> Resources { get; private set; } = [];

    /// <summary>The known customer the booking is for, by choice or through the itinerary.</summary>
    public CustomerCard? Customer { get; private set; }

    public ItineraryAnswer? Itinerary { get; private set; }

    /// <summary>Who may be meant by the name typed.</summary>
    public IReadOnlyList<CustomerCard> Found { get; private set; } = [];

    public BookingPath Path => Itinerary is not null ? BookingPath.Itinerary
        : Draft.CustomerId is not null || Draft.Path is BookingPath.Validated ? BookingPath.Validated
        : BookingPath.Unvalidated;

    public int Nights => Service?.Kind is ServiceKind.Stay ? Choice?.Nights ?? 1 : 0;

    /// <summary>What it costs, a stay night by night; null while there is no price for it.</summary>
    public QuotedPrice? Price { get; private set; }

    public Money? Total => Price?.Price;

    /// <summary>What staff should know about the slot that was just kept.</summary>
    public string? Hint { get; private set; }

    public bool IsHeld => Draft.HoldToken is not null;

    /// <summary>The name of whom or what is kept, or wished for; null for whoever is free.</summary>
    public string? ResourceName => Resources.FirstOrDefault(resource => resource.Id == (Draft.HeldResourceId ?? Draft.ResourceId))?.Name;

    /// <returns>Null, or why the link cannot be followed: its itinerary or customer is not this business's, or the customer was deleted.</returns>
    public async Task<Refusal?> Open(BookingDraft draft, CancellationToken ct)
    {
        (Draft, Services, Resources) = (draft, await reads.Services(ct), await reads.Resources(ct));
        if (draft.ItineraryId is { } itinerary)
        {
            if (!(await reads.Itinerary(itinerary, ct)).Is(out var found, out var refusal))
                return refusal;
            Itinerary = found;
        }

        return await Know(Itinerary?.CustomerId ?? draft.CustomerId, ct) ? Customer?.RefuseBooking() : Refusal.NotFound("customer");
    }

    /// <summary>Another answer of the combobox or the list under it: a known customer, somebody new, or nobody after all.</summary>
    public async Task Choose(string answer, CancellationToken ct)
    {
        var id = Guid.TryParse(answer, out var known) ? known : (Guid?)null;
        Draft = Draft with { CustomerId = id, IsNewCustomer = answer == BookingDraft.NewCustomer, Sought = answer == BookingDraft.NewCustomer ? Draft.Sought : null };
        if (!await Know(id, ct))
            Draft = Draft with { CustomerId = null };
    }

    public void AskWho() => Draft = Draft with { Path = BookingPath.Validated, IsNewCustomer = false };

    public void LeaveEmailOut() => Draft = Draft with { Email = null };

    public void Take(FreeTimePress press) => Draft = Draft.Take(press);

    /// <summary>Settles what follows from the choice of the service.</summary>
    /// <param name="business">Whose clock is on the wall.</param>
    /// <param name="now">The instant (UTC).</param>
    /// <param name="mend">While the form is being filled in, days that do not fit together are put right; when it is sent they are refused.</param>
    public void Settle(Business business, DateTime now, bool mend)
    {
        Service = Services.FirstOrDefault(service => service.Id == Draft.ServiceId) ?? Likely();
        if (Service is null)
            return;
        var suitable = Resources.Where(resource => Service.ResourceIds.Contains(resource.Id)).ToList();
        var start = RequestedTime.Read(Draft.StartsAt, business).Is(out var instant, out _) ? business.At(instant) : (DateTimeOffset?)null;
        var day = Draft.Day ?? (start is { } at ? BookingText.Day(at) : Begin(business.Day(now)));
        var arrival = Draft.Arrival ?? day;
        Choice = new TimeChoice(Service, suitable)
        {
            ResourceId = Service.Kind is not ServiceKind.Class && suitable.Any(resource => resource.Id == Draft.ResourceId) ? Draft.ResourceId : null,
            Day = day,
            StartsAt = start,
            Arrival = arrival,
            Departure = Draft.Departure is { } departure && (departure > arrival || !mend) ? departure : End(arrival),
            Party = Draft.Party,
        };
        Adopt(Choice);
    }

    /// <summary>Looks up what it costs, and what is free; only the first step shows that.</summary>
    public async Task LookUp(CancellationToken ct)
    {
        Price = Choice is { } chosen ? await reads.Price(Asked(chosen), ct) : null;
        if (Choice is not null && Step is FormStep.Schedule)
            Choice = await times.Fill(Choice, new Owner(null, Draft.HoldToken), ct);
    }

    private static QuotePriceRequest Asked(TimeChoice choice) => new(choice.Service.Id)
    {
        Day = choice.StartsAt is { } start ? BookingText.Day(start) : choice.Day,
        Arrival = choice.Arrival,
        Departure = choice.Departure,
        Party = Math.Max(choice.Party, 1),
    };

    /// <summary>Leaves the first step: the customer must be found where that was asked for, and the slot is kept from now on.</summary>
    public async Task<Answer<Done>> Keep(CancellationToken ct)
    {
        if (await Doubt(ct) is { } doubt)
            return doubt;
        if (Service is null)
            return Refusal.Invalid("serviceId", "Choose what to book.");
        if (!(await holds.Hold(Draft.ToHold(), ct)).Is(out var held, out var refusal))
            return refusal;
        Hint = held.Hint;
        Draft = Draft.WithSoughtName() with { HoldToken = held.HoldToken, HeldResourceId = Service.Kind is ServiceKind.Class ? null : held.Slot.ResourceId };
        return default(Done);
    }

    public Task<Answer<BookingAnswer>> Make(bool withoutEmail, bool acceptShared, CancellationToken ct) =>
        make.Make(Draft.ToBooking(Path, Notes()) with { BookWithoutEmail = withoutEmail, AcceptSharedEmail = acceptShared }, ct);

    public async Task LetGo(CancellationToken ct)
    {
        if (Draft.HoldToken is { } token)
            await release.Release(new(token), ct);
    }

    private async Task<bool> Know(Guid? customerId, CancellationToken ct)
    {
        Customer = customerId is { } id ? await reads.Customer(id, ct) : null;
        return customerId is null || Customer is not null;
    }

    /// <summary>Somebody known may be meant by a name that was typed and not chosen (C17): asked once, before it becomes somebody new.</summary>
    private async Task<Refusal?> Doubt(CancellationToken ct)
    {
        if (Customer is not null || (Draft.IsNewCustomer && Draft.Path is not BookingPath.Validated))
            return null;
        if (Draft.Sought is { } sought)
        {
            Found = await reads.Search(sought, MostFound, ct);
            if (Found.Count > 0)
                return Refusal.Invalid("q", Draft.Path is BookingPath.Validated ? "Choose who it is." : "Choose who it is, or go on with a new customer.");
        }

        return Draft.Path is BookingPath.Validated
            ? Refusal.Invalid("q", Draft.Sought is null ? "Choose the customer first." : "Nobody is known by this. Try another spelling, or book without guest validation.")
            : null;
    }

    /// <summary>From a free place in somebody's column: what that person gives. Otherwise only what there is no choice about.</summary>
    private ServiceAnswer? Likely() => Draft.ResourceId is { } resource
        ? Services.FirstOrDefault(service => service.ResourceIds.Contains(resource))
        : Services.Count == 1 ? Services[0] : null;

    private DateOnly Begin(DateOnly today) => Itinerary?.From is { } from && from > today ? from : today;

    private DateOnly End(DateOnly arrival) => Itinerary?.To is { } to && to > arrival ? to : arrival.AddDays(1);

    private void Adopt(TimeChoice choice) => Draft = Draft with
    {
        ServiceId = choice.Service.Id,
        ResourceId = choice.ResourceId,
        Day = choice.Day,
        StartsAt = choice.Service.Kind is ServiceKind.Stay ? null : choice.StartsAt?.Iso(),
        Arrival = choice.Service.Kind is ServiceKind.Stay ? choice.Arrival : null,
        Departure = choice.Service.Kind is ServiceKind.Stay ? choice.Departure : null,
    };

    private string? Notes() => Service?.Kind is ServiceKind.Stay && TimeOnly.TryParse(Draft.ArrivalTime, System.Globalization.CultureInfo.InvariantCulture, out var time)
        ? $"Expected to arrive at {time:HH:mm}.\n{Draft.Notes}".Trim()
        : Draft.Notes;
}
