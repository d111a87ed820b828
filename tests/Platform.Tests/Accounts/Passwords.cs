using System.Collections.Concurrent;
using System.Net;
using AngleSharp.Dom;
using BookingPlatform.Host.Accounts;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace BookingPlatform.Platform.Tests.Accounts;

/// <summary>What may be a password, how it is asked for, and what is written down about it.</summary>
[Trait("Criterion", "H-1")]
public sealed class Passwords
{
    [Theory]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("123456789012")]
    [InlineData("qwertyuiopas")]
    [InlineData("password1234")]
    [InlineData("Marta.Costa2026")]
    [InlineData("HarbourHotel2026!")]
    public async Task What_is_tried_first_is_refused(string password) =>
        (await new EasyPasswords().ValidateAsync(null!, Marta, password)).Succeeded.Should().BeFalse();

    [Theory]
    [InlineData("correct-horse-battery")]
    [InlineData("smörgåsbord på tisdag")]
    [InlineData("四つの言葉を並べたら強いよ")]
    public async Task A_few_unrelated_words_of_any_script_are_fine(string password) =>
        (await new EasyPasswords().ValidateAsync(null!, Marta, password)).Succeeded.Should().BeTrue();

    [Fact]
    public async Task A_long_password_of_any_characters_counts_exactly_as_typed()
    {
        var business = await (await Testing.Platform.On(Db.Sqlite)).NewBusiness();
        var password = " Ünïcode \U0001F9D6 with spaces and a great many letters, " + new string('x', 30) + " End ";
        using var desk = await Desk.Of(business);

        (await desk.Send(await desk.Open("/account"), "password", ("password", TestBusiness.Password), ("newPassword", password))).Expect(HttpStatusCode.Redirect);

        (await Try(business, password)).Status.Should().Be(HttpStatusCode.Redirect);
        (await Try(business, password.Trim())).Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        (await Try(business, password.ToLowerInvariant())).Status.Should().Be(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Password_fields_are_masked_and_password_managers_are_welcome()
    {
        var business = await (await Testing.Platform.On(Db.Sqlite)).NewBusiness();
        using var desk = await Desk.Of(business);
        using var stranger = new Desk(business.Platform);

        foreach (var page in new[] { await stranger.Open("/sign-in"), await desk.Open("/account"), await desk.Open("/account/two-steps") })
            page.Document.QuerySelectorAll("input[name*=assword]").Should().NotBeEmpty().And
                .OnlyContain(field => field.GetAttribute("type") == "password" && field.GetAttribute("autocomplete")!.EndsWith("-password", StringComparison.Ordinal) && !field.HasAttribute("maxlength"));
        (await stranger.Open("/sign-in")).Text.Should().NotContainAny("hint", "question");
    }

    [Fact]
    public async Task Every_page_of_the_dashboard_has_the_way_out_and_leaving_clears_the_browser()
    {
        var business = await (await Testing.Platform.On(Db.Sqlite)).NewBusiness();
        using var desk = await Desk.Of(business);
        foreach (var address in new[] { "/agenda", "/customers", "/settings", "/account", "/jobs" })
            (await desk.Open(address)).Form("/sign-out").Should().NotBeNull();

        var left = await desk.Send(await desk.Open("/settings"), "/sign-out");

        left.Headers.GetValues("Clear-Site-Data").Single().Should().Contain("cache");
    }

    [Fact]
    public async Task Sign_ins_and_their_failures_are_logged_by_id_and_neither_email_nor_password_is()
    {
        var lines = new Lines();
        await using var platform = await Testing.Platform.Start(Db.Sqlite, new Dictionary<string, string?> { ["Logging:LogLevel:BookingPlatform.Host.Accounts"] = "Information" }, services => services.AddSingleton<ILoggerProvider>(lines));
        var business = await platform.NewBusiness();

        await Try(business, "not-the-password");
        await Try(business, TestBusiness.Password);

        lines.All.Should().Contain(line => line.StartsWith("A wrong password was typed for ", StringComparison.Ordinal)).And.Contain(line => line.Contains(" signed in, session ", StringComparison.Ordinal));
        lines.All.Should().NotContain(line => line.Contains(business.OwnerEmail, StringComparison.OrdinalIgnoreCase) || line.Contains(TestBusiness.Password, StringComparison.Ordinal) || line.Contains("not-the-password", StringComparison.Ordinal));
    }

    private static Staff Marta => new() { Name = "Marta Costa", Email = "marta@harbour.example" };

    private static async Task<Shown> Try(TestBusiness business, string password)
    {
        using var desk = new Desk(business.Platform);
        return await desk.Send(await desk.Open("/sign-in"), "sign-in", ("email", business.OwnerEmail), ("password", password));
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> All { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => All.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
