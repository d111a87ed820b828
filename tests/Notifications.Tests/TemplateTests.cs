using AngleSharp.Html.Parser;
using BookingPlatform.Kernel;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Mail;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Notifications.Tests;

public sealed class TemplateTests
{
    [Fact]
    public void A_confirmation_reads_well_as_text()
    {
        var mail = Cards.Write();

        mail.Subject.Should().Be("Booking confirmed: Deep tissue massage, Saturday, 21 November 2026");
        mail.Text.ReplaceLineEndings("\n").Should().Be(
            """
            Hello Anna Smyth,

            we look forward to your visit. This is what we have booked for you:

            What: Deep tissue massage
            When: Saturday, 21 November 2026, 14:30–15:30
            Reserved for you: Eva Martins
            Price: €85.00
            Booking code: K7QM-2XP4

            Is anything not right? Simply answer this message. Call +351 21 000 0000.

            Kind regards
            Harbour Hotel & Spa

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void French_puts_a_space_before_its_colons() =>
        OneLine.Of(Cards.Write(customer: Cards.Anna with { Language = "fr" }).Text).Should().Contain("Prestation : Deep tissue massage");

    [Fact]
    public void A_stay_tells_arrival_and_departure_instead_of_a_time()
    {
        var text = Cards.Write(Cards.Stay).Text.ReplaceLineEndings("\n");

        text.Should().Contain("\nArrival: Saturday, 21 November 2026, from 15:00\nDeparture: Monday, 23 November 2026, until 11:00\nRoom: 101\nGuests: 2\nPrice: €240.00\n");
        text.Should().NotContain("When:");
    }

    [Theory]
    [InlineData(MessageKind.Confirmation, "en", "Booking confirmed: ", "Your booking is confirmed")]
    [InlineData(MessageKind.Change, "en", "Booking changed: ", "Your booking has changed")]
    [InlineData(MessageKind.Cancellation, "en", "Booking cancelled: ", "Your booking is cancelled")]
    [InlineData(MessageKind.Confirmation, "de", "Buchung bestätigt: ", "Ihre Buchung ist bestätigt")]
    [InlineData(MessageKind.Change, "de", "Buchung geändert: ", "Ihre Buchung wurde geändert")]
    [InlineData(MessageKind.Cancellation, "de", "Buchung storniert: ", "Ihre Buchung wurde storniert")]
    [InlineData(MessageKind.Confirmation, "fr", "Réservation confirmée : ", "Votre réservation est confirmée")]
    [InlineData(MessageKind.Change, "fr", "Réservation modifiée : ", "Votre réservation a été modifiée")]
    [InlineData(MessageKind.Cancellation, "fr", "Réservation annulée : ", "Votre réservation est annulée")]
    [InlineData(MessageKind.Confirmation, "nl", "Boeking bevestigd: ", "Uw boeking is bevestigd")]
    [InlineData(MessageKind.Change, "nl", "Boeking gewijzigd: ", "Uw boeking is gewijzigd")]
    [InlineData(MessageKind.Cancellation, "nl", "Boeking geannuleerd: ", "Uw boeking is geannuleerd")]
    [InlineData(MessageKind.Confirmation, "pl", "Rezerwacja potwierdzona: ", "Rezerwacja jest potwierdzona")]
    [InlineData(MessageKind.Change, "pl", "Zmiana rezerwacji: ", "Rezerwacja została zmieniona")]
    [InlineData(MessageKind.Cancellation, "pl", "Rezerwacja odwołana: ", "Rezerwacja została odwołana")]
    [InlineData(MessageKind.Reminder, "en", "Reminder: ", "See you soon")]
    [InlineData(MessageKind.Reminder, "pl", "Przypomnienie: ", "Do zobaczenia wkrótce")]
    internal void Every_kind_is_written_in_every_language(MessageKind kind, string language, string subject, string heading)
    {
        var mail = Cards.Write(Cards.Stay, Cards.Anna with { Language = language }, kind: kind);
        var html = new HtmlParser().ParseDocument(mail.Html);

        mail.Subject.Should().StartWith(subject);
        html.QuerySelector("h1")!.TextContent.Should().Be(heading);
        html.Title.Should().Be(heading);
        html.DocumentElement.GetAttribute("lang").Should().StartWith(language);
        html.QuerySelectorAll("th[scope=row]").Should().HaveCount(7);
        mail.Html.Should().NotContain("style=").And.NotContain("{{");
    }

    [Theory]
    [InlineData("de", "Samstag, 21. November 2026, 14:30–15:30", "85,00 €")]
    [InlineData("de-AT", "Samstag, 21. November 2026, 14:30–15:30", "€ 85,00")]
    [InlineData("fr", "samedi 21 novembre 2026, 14:30–15:30", "85,00 €")]
    [InlineData("en-US", "Saturday, November 21, 2026, 2:30 PM–3:30 PM", "€85.00")]
    [InlineData("pt-PT", "Saturday, 21 November 2026, 14:30–15:30", "€85.00")]
    [InlineData("not a language", "Saturday, 21 November 2026, 14:30–15:30", "€85.00")]
    [InlineData(null, "Saturday, 21 November 2026, 14:30–15:30", "€85.00")]
    public void Dates_times_and_money_follow_the_language_of_the_text(string? language, string when, string price)
    {
        var text = OneLine.Of(Cards.Write(customer: Cards.Anna with { Language = language }).Text);

        text.Should().Contain(when).And.Contain(price);
    }

    [Fact]
    public void A_language_without_a_country_is_spoken_as_in_the_business_country()
    {
        var text = Cards.Write(customer: Cards.Anna with { Language = "de" }, business: Cards.Harbour with { Country = "AT" }).Text;

        OneLine.Of(text).Should().Contain("€ 85,00");
    }

    [Theory]
    [InlineData(12_500, "JPY", "en-GB", "JP", "￥12,500")]
    [InlineData(12_500, "JPY", "de", "JP", "12.500 ￥")]
    [InlineData(1_250, "KWD", "en", "KW", "KWD 1.250")]
    [InlineData(8_500, "GBP", "en", "GB", "£85.00")]
    [InlineData(8_500, "CHF", "fr", "CH", "85.00 CHF")]
    [InlineData(8_500, "USD", "en-GB", "PT", "USD 85.00")]
    public void Money_has_its_own_digits_and_an_unmistakable_sign(long minor, string currency, string language, string country, string said)
    {
        var text = Cards.Write(Cards.Massage with { Price = new Money(minor, currency) }, Cards.Anna with { Language = language }, Cards.Harbour with { Country = country }).Text;

        OneLine.Of(text).Should().Contain(said);
    }

    [Theory]
    [InlineData("2026-03-29T00:30", "2026-03-29T01:30", "Sunday, 29 March 2026, 00:30–02:30")]
    [InlineData("2026-10-25T00:30", "2026-10-25T02:30", "Sunday, 25 October 2026, 01:30 (UTC+01)–02:30")]
    [InlineData("2026-10-25T01:30", "2026-10-25T02:30", "Sunday, 25 October 2026, 01:30 (UTC+00)–02:30")]
    [InlineData("2026-07-01T22:30", "2026-07-01T23:30", "Wednesday, 1 July 2026, 23:30 – Thursday, 2 July 2026, 00:30")]
    public void Times_are_those_of_the_clock_on_the_wall_also_when_it_changes(string from, string until, string said)
    {
        var booking = Cards.Massage with { StartsAtUtc = Instant(from), EndsAtUtc = Instant(until) };

        Cards.Write(booking).Text.Should().Contain($"When: {said}");
    }

    [Theory]
    [InlineData("محمد", "الأحمد")]
    [InlineData("小明", "王")]
    [InlineData("👩‍👩‍👧 Ana", "Łącka-Żółć")]
    [InlineData("ศิริพร", "ใจดี")]
    [InlineData("Zoë", "O’Neill")]
    public void Names_of_any_script_are_greeted_as_they_are(string first, string last)
    {
        var mail = Cards.Write(customer: Cards.Anna with { FirstName = first, LastName = last });

        mail.Text.Should().StartWith($"Hello {first} {last},");
        new HtmlParser().ParseDocument(mail.Html).Body!.TextContent.Should().Contain($"Hello {first} {last},");
    }

    [Theory]
    [InlineData("Win at casino.example")]
    [InlineData("https://evil.example")]
    [InlineData("www.evil")]
    [InlineData("mail me@evil.example")]
    public void A_name_that_reads_like_a_link_is_not_repeated(string name)
    {
        var mail = Cards.Write(customer: Cards.Anna with { FirstName = name, LastName = "" });

        mail.Text.Should().StartWith("Hello,").And.NotContain(name);
        mail.Html.Should().NotContain("casino").And.NotContain("evil");
    }

    [Fact]
    public void Without_phone_and_mailbox_no_answer_is_promised()
    {
        var mail = Cards.Write(business: Cards.Harbour with { Phone = null, Email = null });

        mail.Text.Should().NotContain("Is anything not right?");
        mail.ReplyTo.Should().BeNull();
    }

    private static DateTime Instant(string text) => DateTime.SpecifyKind(DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc);
}
