using System.Text;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Notifications.Calendar;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Gate;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Notifications.Tests;

/// <summary>The calendar file as calendars read it (RFC 5545, 5546).</summary>
public sealed class CalendarFileTests
{
    [Fact]
    public void A_confirmation_asks_the_calendar_to_take_the_booking_in()
    {
        var file = Unfolded(Cards.Write().Attachment!.Text);

        file.Should().StartWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n").And.EndWith("END:VEVENT\r\nEND:VCALENDAR\r\n");
        Value(file, "METHOD").Should().Be("REQUEST");
        Value(file, "UID").Should().Be(Cards.Massage.Id.ToString());
        Value(file, "SEQUENCE").Should().Be("1");
        Value(file, "DTSTART").Should().Be("20261121T143000Z");
        Value(file, "DTEND").Should().Be("20261121T153000Z");
        Value(file, "STATUS").Should().Be("CONFIRMED");
        Value(file, "SUMMARY").Should().Be("Deep tissue massage\\, Harbour Hotel & Spa");
        file.Should().Contain("ORGANIZER;CN=\"Harbour Hotel & Spa\":mailto:hello@harbour.example\r\n").And.Contain("PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:anna@guest.example\r\n");
    }

    [Fact]
    public void A_change_and_a_cancellation_are_newer_versions_of_the_same_entry()
    {
        var moved = Cards.Massage with { Version = 4, StartsAtUtc = Cards.Utc(2026, 11, 22, 9, 0), EndsAtUtc = Cards.Utc(2026, 11, 22, 10, 0) };

        var files = new[] { Cards.Write(), Cards.Write(moved, kind: MessageKind.Change), Cards.Write(moved with { Version = 5, Status = BookingStatus.Cancelled }, kind: MessageKind.Cancellation) }
            .Select(mail => Unfolded(mail.Attachment!.Text)).ToList();

        files.Select(file => Value(file, "UID")).Distinct().Should().ContainSingle();
        files.Select(file => Value(file, "SEQUENCE")).Should().Equal("1", "4", "5");
        files.Select(file => Value(file, "METHOD")).Should().Equal("REQUEST", "REQUEST", "CANCEL");
        Value(files[2], "STATUS").Should().Be("CANCELLED");
    }

    [Fact]
    public void A_stay_of_several_bookings_is_published_with_an_entry_for_each()
    {
        var about = new Passage(null, Cards.Anna, Cards.Stay) { Stay = [Cards.Stay, Cards.Massage with { Id = Guid.CreateVersion7() }] };

        var file = Unfolded(Cards.Write(about, Cards.Harbour, MessageKind.Itinerary).Attachment!.Text);

        Value(file, "METHOD").Should().Be("PUBLISH");
        file.Split("BEGIN:VEVENT").Should().HaveCount(3);
        file.Should().NotContain("ATTENDEE", "a published file invites nobody");
    }

    [Fact]
    public void A_reminder_changes_nothing_in_a_calendar() => Cards.Write(kind: MessageKind.Reminder).Attachment.Should().BeNull();

    [Theory]
    [InlineData("Massage; with oil, \\ and \"quotes\"")]
    [InlineData("ミネラル・ヒーリング・マッサージとフェイシャルのスペシャルコース、九十分のご利用でございます")]
    [InlineData("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧")]
    [InlineData("Massage\r\nEND:VEVENT\r\nATTENDEE:mailto:thief@evil.example")]
    [InlineData("\"^Anna\r\nX:y")]
    public void No_name_breaks_a_line_or_the_file(string name)
    {
        var text = Cards.Write(Cards.Massage with { Service = name, Resource = name }, Cards.Anna with { FirstName = name }, Cards.Harbour with { Name = name }).Attachment!.Text;

        var lines = text.Split("\r\n");
        lines.Should().OnlyContain(line => Encoding.UTF8.GetByteCount(line) <= 75);
        lines.Should().NotContain(line => line.Contains('\n') || line.Contains('\r'));
        var harmless = Unfolded(Cards.Write().Attachment!.Text);
        Names(Unfolded(text)).Should().Equal(Names(harmless));
        new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Encoding.UTF8.GetBytes(text)).Should().NotContain("\uFFFD", "no letter is cut in half");
    }

    [Fact, Trait("Criterion", "S2-26")]
    public void The_calendar_file_says_nothing_that_staff_wrote_for_themselves()
    {
        var customer = Cards.Anna with { Alert = "Steals towels", Notes = "Difficult" };

        var mail = Cards.Write(new Passage(null, customer, Cards.Massage), Cards.Harbour, MessageKind.Confirmation);

        $"{mail.Subject}{mail.Text}{mail.Html}{mail.Attachment!.Text}".Should().NotContain("towels").And.NotContain("Difficult");
    }

    private static string Unfolded(string file) => file.Replace("\r\n ", "", StringComparison.Ordinal);

    private static string? Value(string file, string name) => file.Split("\r\n").FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.Ordinal))?[(name.Length + 1)..];

    private static IEnumerable<string> Names(string file) => file.Split("\r\n").Select(line => line.Split(':', ';')[0]);
}
