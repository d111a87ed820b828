using AngleSharp.Html.Parser;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Notifications.Mail;
using BookingPlatform.Notifications.Tests.Smtp;
using FluentAssertions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace BookingPlatform.Notifications.Tests;

/// <summary>Whatever is typed as a name stays a name: no header, no recipient, no markup, no template of the sender's making (reliability, promise 13).</summary>
public sealed class InertMailTests
{
    private static readonly string[] LineEnds = ["\r\n", "\n", "\r", "\u0085", "\u2028", "\u2029", "\v", "\f", "\0", "%0d%0a", "\\r\\n", "\r\n ", "\r\n\t", "嘊嘍"];

    private static readonly string[] Injections = ["Bcc: thief@evil.example", "Subject: You have won", "To: thief@evil.example\r\n\r\nNew body"];

    private static readonly string[] Markup =
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</title><script>alert(1)</script>", "\"><svg onload=alert(1)>", "<a href=\"https://evil.example\">here</a>",
        "{{booking.code}}", "{{{guest}}}", "{{#each this}}x{{/each}}", "{{> opening}}", "{{lookup this 'words'}}", "<style>*{display:none}</style>", "<!-- ", "&lt;b&gt;",
        "\u202Egnp.exe", "=?utf-8?B?QmNjOiB0aGllZkBldmlsLmV4YW1wbGU=?=", "\"Anna\" <thief@evil.example>", "a, thief@evil.example",
    ];

    public static TheoryData<string> Payloads => new(LineEnds.SelectMany(end => Injections.Select(header => $"Anna{end}{header}")).Concat(Markup));

    [Fact]
    public void There_are_at_least_fifty_payloads() => Payloads.Should().HaveCountGreaterThanOrEqualTo(50);

    [Theory, MemberData(nameof(Payloads)), Trait("Criterion", "H-cve-template")]
    public async Task A_payload_changes_neither_headers_nor_recipients_nor_markup(string payload)
    {
        await using var server = new FakeSmtpServer();
        var transport = new SmtpTransport(
            Options.Create(new MailSettings { Host = "localhost", Port = server.Port, From = "desk@harbour.example", StartTls = false }), TimeProvider.System, NullLogger<SmtpTransport>.Instance);

        await transport.Send(Cards.Write(), CancellationToken.None);
        await transport.Send(Poisoned(payload), CancellationToken.None);

        var (harmless, poisoned) = (server.Mails[0], server.Mails[1]);
        poisoned.Recipients.Should().Equal("anna@guest.example");
        HeaderNames(poisoned).Should().Equal(HeaderNames(harmless));
        poisoned.Header("Content-Type").Should().StartWith("multipart/mixed");
        poisoned.Subject.Should().StartWith("Booking confirmed: ");
        Markers(poisoned).Should().Equal(Markers(harmless));
        poisoned.Text.Should().Contain("Booking code: K7QM-2XP4");
        poisoned.Text.ReplaceLineEndings("\n").Split('\n').Should().HaveSameCount(harmless.Text.ReplaceLineEndings("\n").Split('\n'));
    }

    [Fact]
    public void The_test_would_notice_markup()
    {
        var document = new HtmlParser().ParseDocument("<h1>x</h1><img src=x>");

        document.QuerySelectorAll("*").Select(element => element.LocalName).Should().Contain("img");
    }

    private static OutgoingMail Poisoned(string payload) => Cards.Write(
        Cards.Massage with { Service = payload, Resource = payload },
        Cards.Anna with { FirstName = payload, LastName = payload },
        Cards.Harbour with { Name = payload, Phone = payload });

    private static IEnumerable<string> HeaderNames(ReceivedMail mail) => mail.Headers.Select(header => header.Split(':')[0]);

    private static IEnumerable<string> Markers(ReceivedMail mail) => new HtmlParser().ParseDocument(mail.Html).QuerySelectorAll("*").Select(element => element.LocalName);
}
