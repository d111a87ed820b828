using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Notifications.Calendar;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Gate;
using BookingPlatform.Notifications.Mail;
using BookingPlatform.Notifications.Templates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace BookingPlatform.Notifications.Tests;

/// <summary>A customer, a booking and a business to start from, and the mail written from them.</summary>
internal static class Cards
{
    private static readonly TemplateBook Book = new();

    private static readonly MailWriter Writer = new(Book, new BookingCalendar(new GuestTokens(new EphemeralDataProtectionProvider()), Options.Create(new WebSettings()),
        Options.Create(new MailSettings { From = "desk@harbour.example" }), TimeProvider.System));

    public static readonly Guid CustomerId = Guid.CreateVersion7();

    public static readonly Business Harbour = new(Guid.CreateVersion7(), "harbour-hotel", "Harbour Hotel & Spa", "Europe/Lisbon", "EUR", "en-GB", "PT")
    {
        Phone = "+351 21 000 0000",
        Email = "hello@harbour.example",
    };

    public static readonly CustomerCard Anna = new(CustomerId, "Anna", "Smyth", "anna@guest.example", EmailState.Unverified, null, 1);

    public static readonly BookingCard Massage = new(Guid.CreateVersion7(), "K7QM-2XP4", CustomerId, ServiceKind.Appointment, "Deep tissue massage", "Eva Martins",
        Utc(2026, 11, 21, 14, 30), Utc(2026, 11, 21, 15, 30), BookingStatus.Booked, new Money(8500, "EUR"), 1);

    public static readonly BookingCard Stay = Massage with
    {
        Kind = ServiceKind.Stay,
        Service = "Double room, sea view",
        Resource = "101",
        StartsAtUtc = Utc(2026, 11, 21, 15, 0),
        EndsAtUtc = Utc(2026, 11, 23, 11, 0),
        Arrival = new DateOnly(2026, 11, 21),
        Departure = new DateOnly(2026, 11, 23),
        Party = 2,
        Price = new Money(24_000, "EUR"),
    };

    public static DateTime Utc(int year, int month, int day, int hour, int minute) => new(year, month, day, hour, minute, 0, DateTimeKind.Utc);

    public static Message MessageOf(MessageKind kind) => new()
    {
        CustomerId = CustomerId,
        BookingId = Massage.Id,
        Kind = kind,
        BookingVersion = 0,
        CauseId = Guid.CreateVersion7(),
        CreatedAtUtc = Utc(2026, 11, 1, 9, 0),
        MailId = MailIds.New("desk@harbour.example"),
    };

    public static OutgoingMail Write(BookingCard? booking = null, CustomerCard? customer = null, Business? business = null, MessageKind kind = MessageKind.Confirmation) =>
        Write(new Passage(null, customer ?? Anna, booking ?? Massage), business ?? Harbour, kind);

    public static OutgoingMail Write(Passage about, Business business, MessageKind kind) => Writer.Write(MessageOf(kind), about, business, Fill(TextOf(kind, about, business), about, business, kind));

    /// <summary>A template filled with those facts.</summary>
    public static MailPage Fill(TemplateText text, Passage? about = null, Business? business = null, MessageKind kind = MessageKind.Confirmation)
    {
        about ??= new Passage(null, Anna, Massage);
        return MailTemplate.Read(text, kind).Value.Fill(Writer.Model(kind, about, business ?? Harbour, Writer.SpeechOf(about.Customer, business ?? Harbour)));
    }

    private static TemplateText TextOf(MessageKind kind, Passage about, Business business) => TemplateText.Default(kind, Writer.SpeechOf(about.Customer, business).Words);
}
