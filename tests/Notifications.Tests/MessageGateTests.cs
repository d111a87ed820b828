using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Gate;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Notifications.Tests;

/// <summary>The gate as a table: what is known, and what it says.</summary>
public sealed class MessageGateTests
{
    private static readonly PassageRequest Clear = new()
    {
        Kind = MessageKind.Confirmation,
        CustomerId = Cards.CustomerId,
        BookingVersion = 0,
        Customer = Cards.Anna,
        Booking = Cards.Massage,
        IsSwitchedOn = true,
        CanMail = true,
        ToldVersion = null,
        Now = Cards.Utc(2026, 11, 1, 9, 0),
    };

    private static readonly BookingCard OfItinerary = Cards.Massage with { ItineraryId = Guid.CreateVersion7() };

    private static readonly BookingCard Cancelled = Cards.Massage with { Status = BookingStatus.Cancelled };

    [Fact]
    public void What_nothing_speaks_against_passes() => MessageGate.Judge(Clear).Should().BeNull();

    [Theory, Trait("Criterion", "S0-27"), Trait("Criterion", "S0-29")]
    [InlineData(EmailState.Placeholder, "no-email")]
    [InlineData(EmailState.Bounced, "bounced")]
    [InlineData(EmailState.Unverified, null)]
    [InlineData(EmailState.Verified, null)]
    [InlineData(EmailState.Relay, null)]
    [InlineData(EmailState.Shared, null)]
    public void The_state_of_the_address_decides(EmailState state, string? reason)
    {
        var customer = Cards.Anna with { EmailState = state, Email = state is EmailState.Placeholder ? null : Cards.Anna.Email };

        MessageGate.Judge(Clear with { Customer = customer })?.Code.Should().Be(reason);
        (MessageGate.Judge(Clear with { Customer = customer }) is null).Should().Be(reason is null);
    }

    [Fact, Trait("Criterion", "S0-27")]
    public void A_placeholder_that_pretends_to_be_an_address_does_not_pass() =>
        MessageGate.Judge(Clear with { Customer = Cards.Anna with { EmailState = EmailState.Placeholder, Email = "guest.01h@placeholder.invalid" } }).Should().Be(Reason.NoEmail);

    [Fact, Trait("Criterion", "S0-29")]
    public void The_reason_reads_as_the_front_desk_says_it() => Reason.NoEmail.Sentence.Should().Be("Not sent — no email.");

    public static TheoryData<string, string?> Table => new()
    {
        { "no booking", "booking-gone" },
        { "another customer's booking", "reassigned" },
        { "booking just over", "booking-over" },
        { "booking under way", null },
        { "confirmation of a cancelled booking", "booking-cancelled" },
        { "change of a cancelled booking", "booking-cancelled" },
        { "cancellation of a cancelled booking", null },
        { "cancellation of a booking that stands", "booking-stands" },
        { "change told by a later message", "already-told" },
        { "change not told yet", null },
        { "confirmation after any message", "already-told" },
        { "part of an itinerary not confirmed", "awaits-itinerary" },
        { "part of an itinerary already confirmed", null },
        { "switched off", "switched-off" },
        { "no customer", "customer-gone" },
        { "no mail server", "not-set-up" },
        { "over and without email", "booking-over" },
        { "told and without email", "already-told" },
        { "switched off and without email", "switched-off" },
        { "without email and mail server", "no-email" },
    };

    [Theory, MemberData(nameof(Table))]
    [Trait("Criterion", "S0-29"), Trait("Criterion", "S0-30")]
    public void The_first_reason_that_matters_is_given(string situation, string? reason)
    {
        var answer = MessageGate.Judge(Situations[situation]);

        answer?.Code.Should().Be(reason);
        (answer is null).Should().Be(reason is null);
    }

    private static readonly CustomerCard NoEmail = Cards.Anna with { Email = null, EmailState = EmailState.Placeholder };

    private static readonly Dictionary<string, PassageRequest> Situations = new()
    {
        ["no booking"] = Clear with { Booking = null },
        ["another customer's booking"] = Clear with { Booking = Cards.Massage with { CustomerId = Guid.CreateVersion7() } },
        ["booking just over"] = Clear with { Now = Cards.Massage.EndsAtUtc },
        ["booking under way"] = Clear with { Now = Cards.Massage.EndsAtUtc.AddTicks(-1) },
        ["confirmation of a cancelled booking"] = Clear with { Booking = Cancelled },
        ["change of a cancelled booking"] = Clear with { Kind = MessageKind.Change, BookingVersion = 2, Booking = Cancelled },
        ["cancellation of a cancelled booking"] = Clear with { Kind = MessageKind.Cancellation, BookingVersion = 2, Booking = Cancelled, ToldVersion = 1 },
        ["cancellation of a booking that stands"] = Clear with { Kind = MessageKind.Cancellation, BookingVersion = 2 },
        ["change told by a later message"] = Clear with { Kind = MessageKind.Change, BookingVersion = 2, ToldVersion = 2 },
        ["change not told yet"] = Clear with { Kind = MessageKind.Change, BookingVersion = 2, ToldVersion = 1 },
        ["confirmation after any message"] = Clear with { ToldVersion = 1 },
        ["part of an itinerary not confirmed"] = Clear with { Booking = OfItinerary },
        ["part of an itinerary already confirmed"] = Clear with { Kind = MessageKind.Change, BookingVersion = 2, Booking = OfItinerary, ToldVersion = 1 },
        ["switched off"] = Clear with { IsSwitchedOn = false },
        ["no customer"] = Clear with { Customer = null },
        ["no mail server"] = Clear with { CanMail = false },
        ["over and without email"] = Clear with { Customer = NoEmail, Now = Cards.Massage.EndsAtUtc },
        ["told and without email"] = Clear with { Customer = NoEmail, ToldVersion = 1 },
        ["switched off and without email"] = Clear with { Customer = NoEmail, IsSwitchedOn = false },
        ["without email and mail server"] = Clear with { Customer = NoEmail, CanMail = false },
    };
}
