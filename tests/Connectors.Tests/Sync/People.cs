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

    public Guid Business { get; } = Guid.CreateVersion7();

    /// <summary>Survive a restart, as in the real database.</summary>
    public IDataProtectionProvider Keys { get; } = new EphemeralDataProtectionProvider();

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

    public ICustomers AsCustomers()
    {
        var customers = Substitute.For<ICustomers>();
        customers.Find(default, default).ReturnsForAnyArgs(call => cards.GetValueOrDefault(call.Arg<Guid>()));
        customers.FindKept(default, default).ReturnsForAnyArgs(call => cards.GetValueOrDefault(call.Arg<Guid>()));
        customers.RecordsOf(default, default).ReturnsForAnyArgs(call => (IReadOnlyList<Guid>)[call.Arg<Guid>()]);
        return customers;
    }

    public IBookings AsBookings()
    {
        var bookings = Substitute.For<IBookings>();
        bookings.Coming(default, default).ReturnsForAnyArgs(call => booked.GetValueOrDefault(call.Arg<Guid>()) ? [Stay(call.Arg<Guid>())] : []);
        return bookings;
    }

    private static BookingCard Stay(Guid customer) => new(
        Guid.CreateVersion7(), "K7QM-2XP4", customer, ServiceKind.Stay, "Double room", "101", DateTime.UtcNow.AddDays(3), DateTime.UtcNow.AddDays(5), BookingStatus.Booked, new Money(29_000, "EUR"), 1);
}
