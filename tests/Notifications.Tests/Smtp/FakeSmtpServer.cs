using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace BookingPlatform.Notifications.Tests.Smtp;

/// <summary>How the server behaves towards the next mails.</summary>
public enum SmtpMood
{
    /// <summary>Takes every mail.</summary>
    Takes,

    /// <summary>Greets with 421: too busy, go away.</summary>
    Busy,

    /// <summary>Greets after a long time, or never.</summary>
    SlowBanner,

    /// <summary>450 to every recipient: a mailbox that is busy, or greylisting.</summary>
    Greylists,

    /// <summary>550 to every recipient: no such mailbox.</summary>
    KnowsNobody,

    /// <summary>554 to the text of every mail.</summary>
    RefusesText,

    /// <summary>Breaks off as soon as the text begins.</summary>
    DropsBeforeText,

    /// <summary>Takes the mail, then breaks off without an answer: the client cannot know.</summary>
    DropsAfterText,

    /// <summary>Takes the mail and never says so, keeping the line: the moment in which a client may die.</summary>
    TakesInSilence,
}

/// <summary>
/// A real SMTP server on a real socket for tests (RFC 5321, STARTTLS of RFC 3207, AUTH LOGIN), in this process, on a port of its own.
/// It records what it took; <see cref="Mood"/> can change between mails.
/// </summary>
public sealed class FakeSmtpServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<ReceivedMail> mails = new();
    private readonly Task accepting;
    private int conversations;

    /// <param name="certificate">With it the server offers STARTTLS.</param>
    public FakeSmtpServer(X509Certificate2? certificate = null)
    {
        Certificate = certificate;
        listener.Start();
        accepting = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public SmtpMood Mood { get; set; }

    /// <summary>Who may send; null for anybody.</summary>
    public (string User, string Password)? Login { get; set; }

    public X509Certificate2? Certificate { get; }

    /// <summary>What it took, in order; also what it took without saying so.</summary>
    public IReadOnlyList<ReceivedMail> Mails => [.. mails];

    /// <summary>How often somebody connected.</summary>
    public int Conversations => Volatile.Read(ref conversations);

    /// <summary>What a host is told to send its mail here.</summary>
    public Dictionary<string, string?> ToConfiguration() => new()
    {
        ["Mail:Host"] = "localhost",
        ["Mail:Port"] = Port.ToString(CultureInfo.InvariantCulture),
        ["Mail:From"] = "desk@harbour.example",
        ["Mail:StartTls"] = Certificate is null ? "false" : "true",
    };

    /// <summary>The same mail once more, as if it had come twice.</summary>
    public void Repeat(ReceivedMail mail) => mails.Enqueue(mail);

    internal void Take(ReceivedMail mail) => mails.Enqueue(mail);

    private async Task Accept()
    {
        var running = new ConcurrentBag<Task>();
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                Interlocked.Increment(ref conversations);
                running.Add(Talk(client));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(running);
        }
    }

    private async Task Talk(TcpClient client)
    {
        using (client)
        {
            try
            {
                await new SmtpConversation(this, client).Run(stop.Token);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
            {
                // The client hung up, or the server is stopping.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }
}
