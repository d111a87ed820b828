using System.Collections.Concurrent;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using Microsoft.AspNetCore.DataProtection;
using NSubstitute;

namespace BookingPlatform.Connectors.Tests.Sync;

/// <summary>The customers of the business and who of them has booked, as the modules upstream would answer.</summary>
internal sealed class People
{
    private readonly ConcurrentDictionary<Guid, CustomerCard> cards = new();
    private readonly ConcurrentDictionary<Guid, bool> booked = new();
    private readonly ConcurrentDictionary<Guid, BookingCard> bookings = new();

    public Guid Business { get; } = Guid.CreateVersion7();

    /// <summary>Survive a restart, as in the real database.</summary>
    public IDataProtectionProvider Keys { get; } = new EphemeralDataProtectionProvider();

    /// <summary>Everybody, merged records too.</summary>
    public IReadOnlyCollection<CustomerCard> All => [.. cards.Values];

    public CustomerCard this[Guid id] => cards[id];

    public static CustomerCard New(string first, string last, string? email = null, EmailState state = EmailState.Unverified) =>
        new(Guid.CreateVersion7(), first, last, email, email is null ? EmailState.Placeholder : state, null, 1)
        {
            PlaceholderEmail = email is null ? $"guest.{Guid.NewGuid():N}@placeholder.invalid" : null,
        };

    public void Know(CustomerCard customer, bool? hasBooking = null)
    {
        cards[customer.Id] = customer;
        if (hasBooking is { } known)
            booked[customer.Id] = known;
    }

    public void Book(CustomerCard customer) => booked[customer.Id] = true;

    public void CancelAll(CustomerCard customer) => booked[customer.Id] = false;

    public void Forget(CustomerCard customer) => cards.TryRemove(customer.Id, out _);

    public int VersionOf(Guid id) => cards[id].Version;

    /// <summary>A booking by name, as the module of the bookings has it now.</summary>
    public BookingCard Has(BookingCard booking) => bookings[booking.Id] = booking;

    /// <summary>A stay to come.</summary>
    public static BookingCard Stay(Guid customer) => new(
        Guid.CreateVersion7(), "K7QM-2XP4", customer, ServiceKind.Stay, "Double room", "101", DateTime.UtcNow.AddDays(3), DateTime.UtcNow.AddDays(5), BookingStatus.Booked, new Money(29_000, "EUR"), 1);

    public ICustomers AsCustomers()
    {
        var customers = Substitute.For<ICustomers>();
        customers.Find(default, default).ReturnsForAnyArgs(call => cards.GetValueOrDefault(call.Arg<Guid>()));
        customers.FindKept(default, default).ReturnsForAnyArgs(call => Kept(call.Arg<Guid>()));
        customers.FindMany(default!, default).ReturnsForAnyArgs(call => (IReadOnlyDictionary<Guid, CustomerCard>)cards.Where(card => call.Arg<IReadOnlyCollection<Guid>>().Contains(card.Key)).ToDictionary());
        customers.RecordsOf(default, default).ReturnsForAnyArgs(call => (IReadOnlyList<Guid>)[call.Arg<Guid>(), .. cards.Values.Where(card => card.MergedIntoId == call.Arg<Guid>()).Select(card => card.Id)]);
        customers.Search(default!, default, default).ReturnsForAnyArgs(call => (IReadOnlyList<CustomerCard>)[.. cards.Values.Where(card => card.MergedIntoId is null && Fits(card, call.Arg<string>()))]);
        customers.TakeForBooking(default!, default).ReturnsForAnyArgs(call => Make(call.Arg<GuestDetails>()));
        return customers;
    }

    public IBookings AsBookings()
    {
        var all = Substitute.For<IBookings>();
        all.Coming(default, default).ReturnsForAnyArgs(call => booked.GetValueOrDefault(call.Arg<Guid>()) ? [Stay(call.Arg<Guid>())] : []);
        all.Find(default, default).ReturnsForAnyArgs(call => bookings.GetValueOrDefault(call.Arg<Guid>()));
        return all;
    }

    public IBusinesses AsBusinesses()
    {
        var businesses = Substitute.For<IBusinesses>();
        var harbour = new Business(Business, "harbour", "Harbour Hotel", "Europe/Lisbon", "EUR", "en-GB", "PT");
        businesses.All(default).ReturnsForAnyArgs([harbour]);
        businesses.Get(default, default).ReturnsForAnyArgs(harbour);
        return businesses;
    }

    public ICustomerCorrections AsCorrections()
    {
        var corrections = Substitute.For<ICustomerCorrections>();
        corrections.IsContact(default!, default).ReturnsForAnyArgs(call => !call.Arg<string>().EndsWith("@guest.booking.com", StringComparison.OrdinalIgnoreCase));
        corrections.Correct(default, default!, default).ReturnsForAnyArgs(call => Correct(call.Arg<Guid>(), call.Arg<CustomerCorrection>()));
        return corrections;
    }

    private Answer<CustomerCard> Correct(Guid id, CustomerCorrection correction)
    {
        var card = cards[id];
        if (correction.Email is { } wanted && cards.Values.Any(other => other.Id != id && string.Equals(other.Email, wanted, StringComparison.OrdinalIgnoreCase)))
            return Refusal.Conflict("email-belongs-to", "Somebody has this email already.");
        return cards[id] = card with
        {
            FirstName = correction.FirstName ?? card.FirstName,
            LastName = correction.LastName ?? card.LastName,
            Email = correction.Email ?? card.Email,
            EmailState = correction.Email is null ? card.EmailState : EmailState.Unverified,
            Phone = correction.Phone ?? card.Phone,
            Address = correction.Address ?? card.Address,
            Version = card.Version + 1,
        };
    }

    private Answer<CustomerCard> Make(GuestDetails guest)
    {
        var made = New(guest.FirstName ?? "", guest.LastName ?? "", guest.Email) with { Phone = guest.Phone };
        return cards[made.Id] = made;
    }

    private CustomerCard? Kept(Guid id)
    {
        var card = cards.GetValueOrDefault(id);
        while (card?.MergedIntoId is { } kept)
            card = cards.GetValueOrDefault(kept);
        return card;
    }

    private static bool Fits(CustomerCard card, string text) =>
        card.Email?.Contains(text, StringComparison.OrdinalIgnoreCase) == true || card.Name.Contains(text, StringComparison.OrdinalIgnoreCase);
}
