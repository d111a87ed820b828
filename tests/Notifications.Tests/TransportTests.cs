using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Mail;
using BookingPlatform.Notifications.Tests.Smtp;
using FluentAssertions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace BookingPlatform.Notifications.Tests;

public sealed class TransportTests
{
    [Fact]
    public async Task A_mail_arrives_as_it_was_written()
    {
        await using var server = new FakeSmtpServer();

        var receipt = await To(server).Send(Mails.Plain() with { Text = "Grüße\n.a line that begins with a dot\n", Subject = "Buchung bestätigt: Massage" }, CancellationToken.None);

        receipt.Should().BeOfType<Receipt.Taken>();
        var mail = server.Mails.Should().ContainSingle().Subject;
        mail.Sender.Should().Be("desk@harbour.example");
        mail.Recipients.Should().Equal("anna@guest.example");
        mail.Subject.Should().Be("Buchung bestätigt: Massage");
        mail.Text.Should().Be("Grüße\r\n.a line that begins with a dot\r\n");
        mail.Html.Should().StartWith("<p>Hello</p>");
        mail.Header("Message-ID").Should().Be("<0190@harbour.example>");
        mail.Header("Reply-To").Should().Be("hello@harbour.example");
        mail.Header("From").Should().Be("\"Harbour Hotel & Spa\" <desk@harbour.example>");
        mail.Header("Auto-Submitted").Should().Be("auto-generated");
        mail.Header("Content-Language").Should().Be("en-GB");
        mail.Header("Content-Type").Should().StartWith("multipart/alternative");
    }

    [Fact]
    public async Task A_mail_travels_encrypted_with_the_sign_in_of_the_settings()
    {
        using var certificate = new TestCertificate(isTrusted: true);
        await using var server = new FakeSmtpServer(certificate.Certificate) { Login = ("desk", "secret") };

        var receipt = await To(server, mail => (mail.StartTls, mail.User, mail.Password) = (true, "desk", "secret")).Send(Mails.Plain(), CancellationToken.None);

        receipt.Should().BeOfType<Receipt.Taken>();
        server.Mails.Should().ContainSingle().Which.Should().Match<ReceivedMail>(mail => mail.WasEncrypted && mail.User == "desk");
    }

    [Fact]
    public async Task A_certificate_nobody_vouches_for_gets_no_mail()
    {
        using var certificate = new TestCertificate(isTrusted: false);
        await using var server = new FakeSmtpServer(certificate.Certificate);

        var receipt = await To(server, mail => mail.StartTls = true).Send(Mails.Plain(), CancellationToken.None);

        ReasonOf(receipt).Should().Be("Waiting — the mail server's certificate is not trusted.");
        server.Mails.Should().BeEmpty();
    }

    [Fact]
    public async Task A_server_without_starttls_gets_no_mail_when_the_settings_ask_for_it()
    {
        await using var server = new FakeSmtpServer();

        var receipt = await To(server, mail => mail.StartTls = true).Send(Mails.Plain(), CancellationToken.None);

        ReasonOf(receipt).Should().Be("Waiting — the mail server offers no STARTTLS (Mail__StartTls).");
        server.Mails.Should().BeEmpty();
    }

    [Fact]
    public async Task A_wrong_password_is_the_operators_matter_and_waits()
    {
        using var certificate = new TestCertificate(isTrusted: true);
        await using var server = new FakeSmtpServer(certificate.Certificate) { Login = ("desk", "secret") };

        var receipt = await To(server, mail => (mail.StartTls, mail.User, mail.Password) = (true, "desk", "wrong")).Send(Mails.Plain(), CancellationToken.None);

        receipt.Should().BeOfType<Receipt.NotNow>().Which.Why.Code.Should().Be("mail-login");
    }

    [Theory]
    [InlineData(SmtpMood.Busy, "mail-server-busy", true)]
    [InlineData(SmtpMood.Greylists, "try-later", false)]
    [InlineData(SmtpMood.DropsBeforeText, "mail-server-away", true)]
    [InlineData(SmtpMood.SlowBanner, "mail-server-away", true)]
    public async Task What_was_certainly_not_taken_waits(SmtpMood mood, string code, bool serverIsAway)
    {
        await using var server = new FakeSmtpServer { Mood = mood };

        var receipt = await To(server).Send(Mails.Plain(), CancellationToken.None);

        var notNow = receipt.Should().BeOfType<Receipt.NotNow>().Subject;
        notNow.Why.Code.Should().Be(code);
        notNow.ServerIsAway.Should().Be(serverIsAway);
        server.Mails.Should().BeEmpty();
    }

    [Fact]
    public async Task A_server_that_takes_a_mail_without_an_answer_leaves_us_in_doubt()
    {
        await using var server = new FakeSmtpServer { Mood = SmtpMood.DropsAfterText };

        var receipt = await To(server).Send(Mails.Plain(), CancellationToken.None);

        receipt.Should().BeOfType<Receipt.Unknown>();
        server.Mails.Should().ContainSingle();
    }

    [Theory]
    [InlineData(SmtpMood.KnowsNobody, "Not sent — the mail server knows no such mailbox, or takes no mail for it. Its answer: 550 5.1.1 (address): recipient address rejected: user unknown")]
    [InlineData(SmtpMood.RefusesText, "Not sent — the mail server refused the message. Its answer: 554 5.7.1 message refused as unwanted")]
    public async Task A_refusal_is_told_in_plain_words_and_without_the_address(SmtpMood mood, string sentence)
    {
        await using var server = new FakeSmtpServer { Mood = mood };

        var receipt = await To(server).Send(Mails.Plain(), CancellationToken.None);

        receipt.Should().BeOfType<Receipt.Never>().Which.Why.Should().Be(new Reason("refused", sentence));
    }

    [Fact]
    public async Task A_port_where_nobody_listens_waits()
    {
        var server = new FakeSmtpServer();
        var transport = To(server);
        await server.DisposeAsync();

        ReasonOf(await transport.Send(Mails.Plain(), CancellationToken.None)).Should().Be("Waiting — the mail server cannot be reached.");
    }

    [Fact]
    public async Task A_server_that_is_away_is_left_in_peace_for_a_while()
    {
        await using var server = new FakeSmtpServer { Mood = SmtpMood.Busy };
        var transport = To(server);

        for (var i = 0; i < 20; i++)
            (await transport.Send(Mails.Plain(), CancellationToken.None)).Should().BeOfType<Receipt.NotNow>();

        server.Conversations.Should().Be(1);
    }

    [Fact]
    public async Task A_stopping_host_does_not_wait_for_a_silent_server()
    {
        await using var server = new FakeSmtpServer { Mood = SmtpMood.SlowBanner };
        using var stopping = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        var receipt = await To(server, mail => mail.Timeout = TimeSpan.FromMinutes(5)).Send(Mails.Plain(), stopping.Token);

        receipt.Should().BeOfType<Receipt.NotNow>();
    }

    [Theory, Trait("Criterion", "S0-27")]
    [InlineData("guest.01h@placeholder.invalid")]
    [InlineData("guest.01h@PLACEHOLDER.INVALID")]
    [InlineData("guest.01h@placeholder.invalid.")]
    [InlineData("guest.01h@placeholder。ｉｎｖａｌｉｄ")]
    [InlineData("x@invalid")]
    [InlineData("\"a@b.example\"@x.invalid")]
    public async Task A_placeholder_is_never_handed_over_even_past_the_gate(string address)
    {
        await using var server = new FakeSmtpServer();
        var folder = Directory.CreateTempSubdirectory("bp-mail-").FullName;

        var bySmtp = await To(server).Send(Mails.Plain() with { Recipient = address }, CancellationToken.None);
        var byFile = await Pickup(folder).Send(Mails.Plain() with { Recipient = address }, CancellationToken.None);

        bySmtp.Should().BeOfType<Receipt.Never>().Which.Why.Should().Be(Reason.Placeholder);
        byFile.Should().BeOfType<Receipt.Never>().Which.Why.Should().Be(Reason.Placeholder);
        server.Conversations.Should().Be(0);
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Should().BeEmpty();
        Directory.Delete(folder, recursive: true);
    }

    [Fact, Trait("Criterion", "S0-27")]
    public async Task The_wall_lets_real_domains_through()
    {
        await using var server = new FakeSmtpServer();

        await To(server).Send(Mails.Plain() with { Recipient = "invalid@invalid.example" }, CancellationToken.None);

        server.Mails.Should().ContainSingle();
    }

    [Fact]
    public async Task Without_a_server_mails_become_files_once_each()
    {
        var folder = Directory.CreateTempSubdirectory("bp-mail-").FullName;
        var transport = Pickup(folder);

        await transport.Send(Mails.Plain(), CancellationToken.None);
        await transport.Send(Mails.Plain(), CancellationToken.None);

        var mail = ReceivedMail.FromFile(Directory.GetFiles(folder, "*.eml", SearchOption.AllDirectories).Should().ContainSingle().Subject);
        mail.Recipients.Should().Equal("anna@guest.example");
        mail.Header("Message-ID").Should().Be("<0190@harbour.example>");
        mail.Html.Should().Contain("<p>Hello</p>");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task An_address_with_letters_of_another_script_is_refused_in_words_where_the_server_knows_none()
    {
        await using var server = new FakeSmtpServer();

        var receipt = await To(server).Send(Mails.Plain() with { Recipient = "жанна@guest.example" }, CancellationToken.None);

        receipt.Should().BeOfType<Receipt.Never>().Which.Why.Code.Should().Be("address-letters");
    }

    private static string? ReasonOf(Receipt receipt) => (receipt as Receipt.NotNow)?.Why.Sentence;

    private static SmtpTransport To(FakeSmtpServer server, Action<MailSettings>? change = null)
    {
        var settings = new MailSettings { Host = "localhost", Port = server.Port, From = "desk@harbour.example", StartTls = false, Timeout = TimeSpan.FromSeconds(2) };
        change?.Invoke(settings);
        return new SmtpTransport(Options.Create(settings), TimeProvider.System, NullLogger<SmtpTransport>.Instance);
    }

    private static PickupTransport Pickup(string folder) =>
        new(Options.Create(new MailSettings { PickupFolder = folder, From = "desk@harbour.example" }), NullLogger<PickupTransport>.Instance);
}
