using BookingPlatform.Notifications.Mail;
using BookingPlatform.Notifications.Templates;
using FluentAssertions;
using Microsoft.Extensions.Options;
using Xunit;

namespace BookingPlatform.Notifications.Tests.Passwords;

public sealed class PasswordMails
{
    private const string Link = "https://book.harbour.example/g/harbour-hotel/password/x_y-z";

    [Fact]
    public void A_mail_with_a_link_reads_well_as_text()
    {
        var mail = Write("en");

        mail.Subject.Should().Be("Set a new password for Harbour Hotel & Spa");
        mail.Text.ReplaceLineEndings("\n").Should().Be(
            $"""
            Hello Anna Smyth,

            with this link you choose a new password for your visits with us:

            {Link}

            The link works once and for 30 minutes.

            If you did not expect this message, you need not do anything: nothing changes.

            Is anything not right? Simply answer this message. Call +351 21 000 0000.

            Kind regards
            Harbour Hotel & Spa

            """.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("en", "Choose a password")]
    [InlineData("de", "Passwort wählen")]
    [InlineData("fr", "Choisir un mot de passe")]
    public void Every_language_has_it_as_text_and_as_a_page(string language, string button)
    {
        var mail = Write(language);
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(mail.Html);

        mail.Text.Should().Contain(Link).And.Contain("30");
        var anchor = page.QuerySelectorAll("a").Should().ContainSingle().Subject;
        anchor.GetAttribute("href").Should().Be(Link);
        anchor.TextContent.Should().Be(button);
        page.DocumentElement.GetAttribute("lang").Should().StartWith(language);
        (mail.Text + mail.Html).Should().NotContain("{{");
    }

    [Theory]
    [InlineData("https://book.example.com", true)]
    [InlineData("https://example.com/book/", true)]
    [InlineData("http://localhost:5080", true)]
    [InlineData("http://127.0.0.1:5080", true)]
    [InlineData(null, true)]
    [InlineData("http://book.example.com", false)]
    [InlineData("book.example.com", false)]
    [InlineData("https://book.example.com/?x=1", false)]
    [InlineData("https://book.example.com/#top", false)]
    [InlineData("https://me@book.example.com", false)]
    [InlineData("ftp://book.example.com", false)]
    public void A_public_address_that_cannot_work_is_refused_at_the_start(string? address, bool isUsable) =>
        new WebSettingsCheck().Validate(null, new WebSettings { PublicAddress = address }).Succeeded.Should().Be(isUsable);

    private static OutgoingMail Write(string language) =>
        new PasswordMailWriter(new TemplateBook(), Options.Create(new MailSettings())).Write(Cards.Anna with { Language = language }, Cards.Harbour, Link);
}
