using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace BookingPlatform.Notifications.Tests.Smtp;

/// <summary>One client's conversation with the <see cref="FakeSmtpServer"/>.</summary>
internal sealed class SmtpConversation(FakeSmtpServer server, TcpClient client)
{
    private readonly List<string> recipients = [];
    private Stream line = client.GetStream();
    private string sender = "";
    private string? user;

    public async Task Run(CancellationToken ct)
    {
        if (server.Mood is SmtpMood.SlowBanner)
            await Task.Delay(Timeout.Infinite, ct);
        if (server.Mood is SmtpMood.Busy)
        {
            await Say("421 4.3.2 localhost is too busy, try again later", ct);
            return;
        }

        await Say("220 localhost ESMTP", ct);
        while (await ReadLine(ct) is { } command && await Answer(command, ct))
        {
        }
    }

    /// <returns>False when the conversation is over.</returns>
    private async Task<bool> Answer(string command, CancellationToken ct)
    {
        var verb = command.Split(' ', ':')[0].ToUpperInvariant();
        switch (verb)
        {
            case "EHLO":
                await Say(string.Join("\r\n", Greeting()), ct);
                return true;
            case "STARTTLS" when server.Certificate is not null:
                await Say("220 2.0.0 go ahead", ct);
                var tls = new SslStream(line);
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = server.Certificate }, ct);
                line = tls;
                return true;
            case "AUTH":
                await LogIn(command, ct);
                return true;
            case "MAIL":
                await Say(server.Login is not null && user is null ? "530 5.7.0 sign in first" : "250 2.1.0 ok", ct);
                (sender, _) = (Address(command), recipients.RemoveAll(_ => true));
                return true;
            case "RCPT":
                await Recipient(Address(command), ct);
                return true;
            case "DATA":
                return await Data(ct);
            case "QUIT":
                await Say("221 2.0.0 bye", ct);
                return false;
            default:
                await Say(verb is "HELO" or "RSET" or "NOOP" ? "250 2.0.0 ok" : "500 5.5.1 not understood", ct);
                return true;
        }
    }

    private IEnumerable<string> Greeting()
    {
        yield return "250-localhost";
        if (server.Certificate is not null && line is not SslStream)
            yield return "250-STARTTLS";
        if (server.Login is not null)
            yield return "250-AUTH LOGIN";
        yield return "250 8BITMIME";
    }

    private async Task LogIn(string command, CancellationToken ct)
    {
        var words = command.Split(' ');
        var name = words.Length > 2 ? words[2] : await Ask("334 VXNlcm5hbWU6", ct);
        var password = await Ask("334 UGFzc3dvcmQ6", ct);
        user = server.Login == (Plain(name), Plain(password)) ? Plain(name) : null;
        await Say(user is null ? "535 5.7.8 wrong user or password" : "235 2.7.0 welcome", ct);
    }

    private async Task Recipient(string address, CancellationToken ct)
    {
        recipients.Add(address);
        await Say(server.Mood switch
        {
            SmtpMood.Greylists => "450 4.2.0 greylisted, come back in a minute",
            SmtpMood.KnowsNobody => $"550 5.1.1 <{address}>: recipient address rejected: user unknown",
            _ => "250 2.1.5 ok",
        }, ct);
    }

    private async Task<bool> Data(CancellationToken ct)
    {
        await Say("354 end with a dot", ct);
        if (server.Mood is SmtpMood.DropsBeforeText)
            return false;
        var text = new StringBuilder();
        while (await ReadLine(ct) is { } next && next != ".")
            text.Append(next.StartsWith('.') ? next[1..] : next).Append("\r\n");
        if (server.Mood is SmtpMood.RefusesText)
        {
            await Say("554 5.7.1 message refused as unwanted", ct);
            return true;
        }

        server.Take(new ReceivedMail(sender, [.. recipients], text.ToString()) { WasEncrypted = line is SslStream, User = user });
        if (server.Mood is SmtpMood.DropsAfterText)
            return false;
        if (server.Mood is SmtpMood.TakesInSilence)
            return await ReadLine(ct) is not null;
        await Say("250 2.0.0 taken", ct);
        return true;
    }

    private async Task<string> Ask(string words, CancellationToken ct)
    {
        await Say(words, ct);
        return await ReadLine(ct) ?? "";
    }

    private async Task Say(string words, CancellationToken ct)
    {
        await line.WriteAsync(Encoding.UTF8.GetBytes(words + "\r\n"), ct);
        await line.FlushAsync(ct);
    }

    /// <summary>Byte by byte, so that nothing meant for TLS is swallowed. Null at the end of the line.</summary>
    private async Task<string?> ReadLine(CancellationToken ct)
    {
        var bytes = new List<byte>();
        var one = new byte[1];
        while (await line.ReadAsync(one, ct) == 1)
        {
            if (one[0] == '\n')
                return Encoding.UTF8.GetString([.. bytes]).TrimEnd('\r');
            bytes.Add(one[0]);
        }

        return null;
    }

    private static string Address(string command) => command[(command.IndexOf('<', StringComparison.Ordinal) + 1)..command.IndexOf('>', StringComparison.Ordinal)];

    private static string Plain(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));
}
