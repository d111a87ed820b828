using System.Collections.Concurrent;
using System.Text;
using BookingPlatform.Notifications.Tests.Stories;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace BookingPlatform.Notifications.Tests.Passwords;

/// <summary>The secret in the mail is nowhere else (S1-34): not on a page, in an answer of the API, in a log, or in any byte of the database.</summary>
public sealed class TheSecretOfALink
{
    [Fact, Trait("Criterion", "S1-34")]
    public async Task Staff_never_see_it_and_it_is_kept_nowhere()
    {
        using var logs = new Eavesdropper();
        await using var platform = await Testing.Platform.Start(Db.Sqlite, new Dictionary<string, string?> { ["Logging:LogLevel:Default"] = "Information" },
            all => all.AddSingleton<ILoggerProvider>(logs));
        var desk = await FrontDesk.Open(platform);
        var staff = await StaffBrowser.SignIn(desk.Business);
        var mona = await desk.Customer("Mona", "mona@guest.example");

        var link = await desk.NewLink(mona, "mona@guest.example");
        var waiting = await Everything(desk, staff, mona);
        await new GuestBrowser(platform).Save(link, "a very secret password");
        var used = await Everything(desk, staff, mona);

        var secret = PasswordDesk.SecretOf(link);
        waiting.Concat(used).Concat(logs.Lines).Should().NotContain(text => text.Contains(secret) || text.Contains("a very secret password"));
        waiting.Should().Contain(text => text.Contains("mona@guest.example"), "the search looks where the customer is");
        used.Should().Contain(text => text.Contains("Password set"));
        logs.Lines.Should().NotBeEmpty();
    }

    private static async Task<List<string>> Everything(FrontDesk desk, StaffBrowser staff, Guid customer)
    {
        var seen = new List<string>();
        foreach (var path in new[] { $"messages?customerId={customer}", $"audit?subject={customer}", "audit", $"customers/{customer}" })
            seen.Add((await desk.Business.Get(path)).Expect(200).Text);
        foreach (var page in new[] { $"/customers/{customer}", $"/customers/{customer}?tab=messages&saved=password-link", $"/customers/{customer}?tab=history", $"/customers/{customer}/password-reset", "/jobs" })
            seen.Add((await staff.Open(page)).DocumentElement.OuterHtml);
        foreach (var file in Directory.GetFiles(desk.Business.Platform.Settings.Folder, "platform.db*"))
            seen.Add(await Bytes(file));
        return seen;
    }

    /// <summary>The file with its journal: also what was deleted from the tables and not yet overwritten.</summary>
    private static async Task<string> Bytes(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return Encoding.Latin1.GetString(copy.ToArray());
    }

    private sealed class Eavesdropper : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
