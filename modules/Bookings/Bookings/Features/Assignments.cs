using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Features;

/// <summary>One booking on its way from one customer to another.</summary>
internal sealed record CustomerChange(Booking Booking, CustomerCard? From, Guid FromId, CustomerCard To)
{
    public string FromName => From?.Name ?? Booking.BookedAs;
}

/// <summary>What assigning and its undoing have in common: the history of the booking and of both customers, the fact, the visits, the answer.</summary>
internal sealed class Assignments(BookingsDb db, Work work, BookingReader reader, Visits visits)
{
    /// <param name="assignment">What is done or undone.</param>
    /// <param name="changes">At least one.</param>
    /// <param name="verb"><c>assigned</c> or <c>returned</c>.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Answer<AssignmentAnswer>> Save(Assignment assignment, IReadOnlyList<CustomerChange> changes, string verb, CancellationToken ct)
    {
        foreach (var change in changes)
            Note(change, verb);
        foreach (var pair in changes.GroupBy(change => (change.FromId, change.To.Id)))
            NoteCustomers(pair.ToList(), verb);
        try
        {
            if (changes.Any(change => change.Booking.Status is BookingStatus.Arrived or BookingStatus.Done))
                await visits.Tell(changes.SelectMany(change => new[] { change.FromId, change.To.Id }).Distinct().ToList(), ct);
            await work.SaveAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            await work.AbandonAsync();
            return Refusal.Stale();
        }

        return await Answer(assignment, changes, ct);
    }

    /// <summary>Told about the first customer, so that it comes after whatever was told about the booking while it was theirs.</summary>
    private void Note(CustomerChange change, string verb)
    {
        var booking = change.Booking;
        work.Tell(new BookingAssigned(booking.Id, change.FromId, change.To.Id, booking.Version + 1), about: change.FromId);
        work.Note(booking, $"booking.{verb}", $"{(verb == "assigned" ? "Assigned" : "Assignment undone:")} from {change.FromName} to {change.To.Name}.", change.FromId.ToString(), change.To.Id.ToString());
    }

    /// <summary>One line for each of the two, however many bookings.</summary>
    private void NoteCustomers(List<CustomerChange> changes, string verb)
    {
        var (first, codes) = (changes[0], string.Join(", ", changes.Take(MostNamed).Select(change => change.Booking.Code)));
        var what = changes.Count == 1 ? $"Booking {codes}" : $"{changes.Count} bookings ({codes}{(changes.Count > MostNamed ? " …" : "")})";
        NoteCustomer(first.FromId, verb, $"{what} {verb} to {first.To.Name}.");
        NoteCustomer(first.To.Id, verb, $"{what} {verb} from {first.FromName}.");
    }

    private const int MostNamed = 10;

    private void NoteCustomer(Guid id, string verb, string sentence) =>
        work.Audit(new AuditEntry { Subject = "customer", SubjectId = id, Action = $"customer.bookings-{verb}", Sentence = sentence });

    private async Task<Answer<AssignmentAnswer>> Answer(Assignment assignment, IReadOnlyList<CustomerChange> changes, CancellationToken ct)
    {
        var ids = changes.Select(change => change.Booking.Id).ToList();
        var items = await reader.Read(db.Bookings.Where(booking => ids.Contains(booking.Id)).OrderBy(booking => booking.StartsAtUtc).ThenBy(booking => booking.Id), ct);
        return new AssignmentAnswer(assignment.Id, changes[0].To.Id, items, await LeftEmpty(changes.Select(change => change.From).OfType<CustomerCard>(), ct));
    }

    /// <summary>S0-56: of those who gave their bookings away, who has neither an email nor a booking any more.</summary>
    public async Task<IReadOnlyList<EmptiedCustomer>> LeftEmpty(IEnumerable<CustomerCard> sources, CancellationToken ct)
    {
        var temporary = sources.Where(source => source is { Email: null, IsDeleted: false }).DistinctBy(source => source.Id).ToList();
        if (temporary.Count == 0)
            return [];
        var ids = temporary.Select(source => source.Id).ToList();
        var busy = await db.Bookings.Where(booking => ids.Contains(booking.CustomerId)).Select(booking => booking.CustomerId).Distinct().ToListAsync(ct);
        return temporary.Where(source => !busy.Contains(source.Id)).Select(source => new EmptiedCustomer(source.Id, source.Name)).ToList();
    }
}
