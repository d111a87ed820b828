using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Features;

namespace BookingPlatform.Bookings.Pages.Shared;

/// <summary>What can be chosen for a service, and what is: the fields for time and resource, in the booking form as in the form that moves a booking.</summary>
internal sealed record TimeChoice(ServiceAnswer Service, IReadOnlyList<ResourceAnswer> Resources)
{
    /// <summary>Null for whoever or whichever is free.</summary>
    public Guid? ResourceId { get; init; }

    /// <summary>Of an appointment; for a class the first day that is listed.</summary>
    public required DateOnly Day { get; init; }

    public DateTimeOffset? StartsAt { get; init; }

    public required DateOnly Arrival { get; init; }

    public required DateOnly Departure { get; init; }

    public int Party { get; init; } = 1;

    /// <summary>A booking that is moved has its people already.</summary>
    public bool AsksParty { get; init; } = true;

    /// <summary>Whether "whoever is free" may be wished for; a booking that is moved keeps its resource unless another is named.</summary>
    public bool MayBeAnyone { get; init; } = true;

    public IReadOnlyList<FreeTimeAnswer> Free { get; init; } = [];

    public int Nights => Math.Max(Departure.DayNumber - Arrival.DayNumber, 1);

    /// <summary>Each start once, though several may be free then.</summary>
    public IEnumerable<FreeTimeAnswer> Starts => Free.DistinctBy(free => free.StartsAt);

    public bool IsFree => StartsAt is null || Free.Any(free => free.StartsAt == StartsAt);
}

/// <summary>Asks the calendar what is free for a choice.</summary>
internal sealed class TimeChooser(Availability availability)
{
    /// <summary>Dates of a class are listed for so many days.</summary>
    private const int DaysOfClasses = 28;

    /// <param name="choice">The service and the day.</param>
    /// <param name="except">The booking being moved or the hold of the form.</param>
    /// <param name="ct">Cancels the question.</param>
    public async Task<TimeChoice> Fill(TimeChoice choice, Owner except, CancellationToken ct)
    {
        var (from, to) = choice.Service.Kind switch
        {
            ServiceKind.Stay => (choice.Arrival, choice.Arrival),
            ServiceKind.Class => (choice.Day, choice.Day.AddDays(DaysOfClasses - 1)),
            _ => (choice.Day, choice.Day),
        };
        var answer = await availability.Find(new(choice.Service.Id, from, to)
        {
            Party = Math.Max(choice.Party, 1),
            Nights = choice.Nights,
            ResourceId = choice.Service.Kind is ServiceKind.Appointment ? choice.ResourceId : null,
            Except = except,
        }, ct);
        return answer.Is(out var free, out _) ? choice with { Free = free.Items } : choice;
    }
}
