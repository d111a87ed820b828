using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Agenda;

/// <summary>All that there is of some days, before any filter.</summary>
internal sealed record AgendaContent(Business Business, IReadOnlyList<Resource> Resources, IReadOnlyList<AgendaBooking> Bookings, IReadOnlyList<AgendaSession> Sessions)
{
    /// <summary>Closures and hours by date.</summary>
    public required HouseCalendar House { get; init; }

    public IReadOnlyList<AgendaClosure> Closures => House.Closures.Select(closed => new AgendaClosure(closed.ResourceId, AgendaReader.Time(Business, closed.Time.From, closed.Time.Until), closed.Reason)).ToList();

    public AgendaChoices Choices => new(
        AgendaHours.InOrder(Resources).Select(resource => new AgendaChoice(resource.Id, resource.Name, resource.Kind)).ToList(),
        Bookings.Select(booking => (booking.ServiceId, booking.Service)).Concat(Sessions.Select(session => (session.Class.ServiceId, session.Class.Service)))
            .Distinct().OrderBy(service => service.Service, StringComparer.CurrentCulture).ToList());
}

internal sealed record AgendaSession(Guid? ResourceId, AgendaClass Class);

/// <summary>Reads some days of the agenda with six statements, seven where a closure or hours by date fall on them, whatever the number of days, resources and bookings.</summary>
internal sealed class AgendaReader(BookingsDb db, ICustomers customers, IBusinesses businesses, Work work, IEnumerable<IBookingWarnings> warnings)
{
    /// <summary>Longer than any appointment or class with its buffers: lets the index on the start bound the search.</summary>
    private static readonly TimeSpan LongestInDay = TimeSpan.FromDays(2);

    public async Task<AgendaContent> Read(DayRange days, AgendaFilter filter, CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        var showCancelled = filter.ShowCancelled || filter.Status is BookingStatus.Cancelled;
        var window = days.In(business);
        var exceptions = db.HasExceptions(days);
        var houses = await db.Resources.AsNoTracking().Where(resource => resource.IsActive).Select(resource => new { Resource = resource, HasExceptions = exceptions.Any() }).ToListAsync(ct);
        var resources = houses.ConvertAll(house => house.Resource);
        var rows = await Bookings(window, days).Where(row => showCancelled || row.Status != BookingStatus.Cancelled).ToListAsync(ct);
        var sessions = await Sessions(window).ToListAsync(ct);
        var people = await customers.FindMany(rows.Select(row => row.CustomerId).Distinct().ToList(), ct);
        var names = resources.ToDictionary(resource => resource.Id, resource => resource.Name);
        var now = work.Now;
        var warned = await Warnings(rows.Where(row => row.Status is BookingStatus.Booked && row.StartsAtUtc > now).Select(row => row.Id).ToList(), ct);
        var bookings = rows.OrderBy(row => row.StartsAtUtc).ThenBy(row => row.Id).Select(row => Card(business, row, people.GetValueOrDefault(row.CustomerId), names) with
        {
            Alert = row.Alert(people.GetValueOrDefault(row.CustomerId), now),
            Owed = row.Owed(now),
            Warning = warned.GetValueOrDefault(row.Id),
        }).ToList();
        var rosters = bookings.Where(booking => booking.SessionId is not null).ToLookup(booking => booking.SessionId!.Value);
        return new(business, resources, bookings, sessions.Select(session => Tile(business, session, rosters[session.Id].ToList())).ToList())
        {
            House = houses is [{ HasExceptions: false }, ..] ? HouseCalendar.Usual : await db.FindHouse(days, ct),
        };
    }

    private async Task<IReadOnlyDictionary<Guid, string>> Warnings(List<Guid> coming, CancellationToken ct)
    {
        var found = new Dictionary<Guid, string>();
        foreach (var one in coming.Count > 0 ? warnings : [])
            foreach (var (booking, words) in await one.Of(coming, ct))
                found[booking] = found.TryGetValue(booking, out var said) ? $"{said}, {words}" : words;
        return found;
    }

    private IQueryable<AgendaRow> Bookings(Interval window, DayRange days)
    {
        var (from, until, earliest) = (window.From, window.Until, window.From - LongestInDay);
        var (first, last, farthest) = (days.First, days.Last, days.First.AddDays(-Nights.Most));
        var hours = db.Bookings.Where(booking => booking.Arrival == null && booking.StartsAtUtc > earliest && booking.StartsAtUtc < until && booking.EndsAtUtc > from);
        var stays = db.Bookings.Where(booking => booking.Arrival >= farthest && booking.Arrival <= last && booking.Departure >= first);
        return Rows(hours.Concat(stays));
    }

    /// <summary>The bill comes along in the same statement; a booking nobody has paid anything for has none.</summary>
    private IQueryable<AgendaRow> Rows(IQueryable<Booking> bookings) =>
        from booking in bookings
        join service in db.Services on booking.ServiceId equals service.Id
        join one in db.Bills on booking.Id equals one.BookingId into bills
        from bill in bills.DefaultIfEmpty()
        select new AgendaRow
        {
            Id = booking.Id,
            Code = booking.Code,
            Status = booking.Status,
            StartsAtUtc = booking.StartsAtUtc,
            EndsAtUtc = booking.EndsAtUtc,
            OccupiedFromUtc = booking.OccupiedFromUtc,
            OccupiedUntilUtc = booking.OccupiedUntilUtc,
            Kind = service.Kind,
            ServiceId = service.Id,
            Service = service.Name,
            Colour = service.Colour,
            ResourceId = booking.ResourceId,
            SessionId = booking.SessionId,
            Arrival = booking.Arrival,
            Departure = booking.Departure,
            Party = booking.Party,
            CustomerId = booking.CustomerId,
            BookedAs = booking.BookedAs,
            AlertText = booking.Alert,
            AlertIsInherited = booking.AlertIsInherited,
            LinesMinor = booking.PriceMinor + ((long?)bill.ExtrasMinor ?? 0),
            PaidMinor = (long?)bill.PaidMinor ?? 0,
            Currency = booking.Currency,
            IsVoided = bill.VoidCause != null,
            IsFirstVisit = !db.Bookings.Any(other => other.CustomerId == booking.CustomerId && other.StartsAtUtc < booking.StartsAtUtc && other.Status != BookingStatus.Cancelled),
            Version = booking.Version,
        };

    private IQueryable<SessionRow> Sessions(Interval window)
    {
        var (from, until, earliest) = (window.From, window.Until, window.From - LongestInDay);
        return db.Sessions
            .Where(session => session.StartsAtUtc > earliest && session.StartsAtUtc < until && session.EndsAtUtc > from)
            .OrderBy(session => session.StartsAtUtc)
            .Join(db.Services, session => session.ServiceId, service => service.Id, (session, service) => new SessionRow
            {
                Id = session.Id,
                ServiceId = service.Id,
                Service = service.Name,
                Colour = service.Colour,
                ResourceId = session.ResourceId,
                StartsAtUtc = session.StartsAtUtc,
                EndsAtUtc = session.EndsAtUtc,
                Capacity = session.Capacity,
            });
    }

    private static AgendaBooking Card(Business business, AgendaRow row, CustomerCard? customer, Dictionary<Guid, string> names) =>
        new(row.Id, row.Code, row.Status, Time(business, row.StartsAtUtc, row.EndsAtUtc))
        {
            Occupied = Time(business, row.OccupiedFromUtc, row.OccupiedUntilUtc),
            Kind = row.Kind,
            ServiceId = row.ServiceId,
            Service = row.Service,
            Colour = row.Colour,
            ResourceId = row.ResourceId,
            Resource = row.ResourceId is { } id ? names.GetValueOrDefault(id) : null,
            SessionId = row.SessionId,
            Arrival = row.Arrival,
            Departure = row.Departure,
            Party = row.Party,
            CustomerId = row.CustomerId,
            Customer = customer?.Name ?? row.BookedAs,
            NoEmail = customer?.Email is null,
            IsFirstVisit = row.IsFirstVisit && row.Status is not BookingStatus.Cancelled,
            Version = row.Version,
        };

    private static AgendaSession Tile(Business business, SessionRow row, IReadOnlyList<AgendaBooking> roster)
    {
        var coming = roster.Where(booking => booking.Status.TakesTime()).ToList();
        return new(row.ResourceId, new(row.Id, row.ServiceId, row.Service, row.Colour, Time(business, row.StartsAtUtc, row.EndsAtUtc))
        {
            ResourceId = row.ResourceId,
            Capacity = row.Capacity,
            Taken = coming.Sum(booking => booking.Party),
            Alerts = coming.Count(booking => booking.Alert is not null),
            NoEmails = coming.Count(booking => booking.NoEmail),
            Roster = roster,
        });
    }

    public static AgendaTime Time(Business business, DateTime from, DateTime until) => new(business.At(from), business.At(until));
}
