using System.Diagnostics;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Customers.Tests;

public sealed class TakingForBooking
{
    private static readonly GuestDetails Anna = new("Anna", "Smith", null, null, BookWithoutEmail: true, AcceptSharedEmail: false);

    [Theory, OnEveryDatabase, Trait("Criterion", "S0-22"), Trait("Criterion", "S0-25"), Trait("Criterion", "S1-2"), Trait("Criterion", "S1-3")]
    public async Task The_profile_appears_with_the_callers_save_and_not_before(Db db)
    {
        var platform = await Platform.On(db);
        var business = await platform.NewBusiness();

        var card = await Take(platform, business, Anna, save: false);
        card.Value.EmailState.Should().Be(EmailState.Placeholder);
        (await business.Get($"customers/{card.Value.Id}")).ExpectProblem(404, "not-found");

        var saved = await Take(platform, business, Anna);
        (await business.Get($"customers/{saved.Value.Id}")).Expect(200)["placeholderEmail"]!.GetValue<string>().Should().Be(saved.Value.PlaceholderEmail);
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S0-22")]
    public async Task A_guest_without_an_email_costs_no_question(Db db)
    {
        var platform = await Platform.On(db);
        var business = await platform.NewBusiness();
        await Take(platform, business, Anna);
        using var statements = new Statements();

        await platform.Inside(business, async services =>
        {
            _ = services.GetRequiredService<KernelDb>();
            using (statements.Count())
                await services.GetRequiredService<ICustomers>().TakeForBooking(Anna with { Phone = "912345678" }, CancellationToken.None);
            return 0;
        });

        statements.Told.Should().BeEmpty();
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S0-7"), Trait("Criterion", "S0-8"), Trait("Criterion", "S0-9"), Trait("Criterion", "S0-19")]
    public async Task What_is_missing_or_wrong_is_told_by_field(Db db)
    {
        var platform = await Platform.On(db);
        var business = await platform.NewBusiness();

        (await Take(platform, business, Anna with { FirstName = " " })).Refusal!.Errors.Keys.Should().Equal("customer.firstName");
        (await Take(platform, business, Anna with { LastName = null })).Refusal!.Errors.Keys.Should().Equal("customer.lastName");
        var malformed = (await Take(platform, business, Anna with { Email = "anna@" })).Refusal!;
        (malformed.Code, malformed.Errors.Keys.Single()).Should().Be(("email-malformed", "customer.email"));
        (await Take(platform, business, Anna with { Email = "x@placeholder.invalid" })).Refusal!.Code.Should().Be("email-placeholder");
        (await Take(platform, business, Anna with { Email = "info@x.example" })).Refusal!.Code.Should().Be("email-role");
        (await Take(platform, business, Anna with { Email = "info@x.example", AcceptSharedEmail = true })).Value.EmailState.Should().Be(EmailState.Shared);
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S0-15"), Trait("Criterion", "S0-21")]
    public async Task Without_an_email_the_consequences_are_told_first(Db db)
    {
        var platform = await Platform.On(db);

        var refusal = (await Take(platform, await platform.NewBusiness(), Anna with { BookWithoutEmail = false })).Refusal!;

        refusal.Code.Should().Be("email-missing");
        refusal.Details["consequences"].As<IReadOnlyList<Consequence>>().Select(consequence => consequence.Code).Should().Equal("no-notifications", "no-status-updates", "not-in-guest-app", "possible-duplicates");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S0-33"), Trait("Criterion", "S1-6")]
    public async Task A_stored_email_attaches_when_the_name_agrees(Db db)
    {
        var platform = await Platform.On(db);
        var business = await platform.NewBusiness();
        var stored = (await business.Post("customers", new { firstName = "Robert", lastName = "Smith", email = "home@x.example" })).Expect(201);

        var same = await Take(platform, business, new("Rob", "SMITH", " Home@X.example ", "912 345 678", false, false));
        var other = await Take(platform, business, new("Anna", "Smith", "home@x.example", null, false, false));

        same.Value.Id.Should().Be(stored.Id);
        other.Value.Id.Should().NotBe(stored.Id);
        (await business.Get($"customers/{stored.Id}")).ShouldHave(new { firstName = "Robert", phone = "+351912345678", version = 2 });
        (await business.Get("customers?q=912345678")).Names().Should().Equal("Robert Smith");
    }

    [Theory, OnEveryDatabase]
    public async Task A_relay_never_attaches(Db db)
    {
        var platform = await Platform.On(db);
        var business = await platform.NewBusiness();
        var guest = new GuestDetails("Anna", "Smith", "a.1@guest.booking.com", null, false, false);

        var (first, second) = (await Take(platform, business, guest), await Take(platform, business, guest));

        second.Value.Id.Should().NotBe(first.Value.Id);
        second.Value.EmailState.Should().Be(EmailState.Relay);
    }

    private static Task<Answer<CustomerCard>> Take(Platform platform, TestBusiness business, GuestDetails guest, bool save = true) => platform.Inside(business, async services =>
    {
        var card = await services.GetRequiredService<ICustomers>().TakeForBooking(guest, CancellationToken.None);
        if (save)
            await services.GetRequiredService<Work>().SaveAsync(CancellationToken.None);
        return card;
    });

    /// <summary>Hears EF's statements, those of the flow that counts only.</summary>
    internal sealed class Statements : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly AsyncLocal<bool> counts = new();
        private readonly List<IDisposable> subscriptions = [];

        public Statements() => subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

        public List<string> Told { get; } = [];

        public IDisposable Count()
        {
            counts.Value = true;
            return new Stop(this);
        }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
                subscriptions.Add(value.Subscribe(this));
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (counts.Value && value.Value is CommandExecutedEventData command)
                Told.Add(command.Command.CommandText);
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose() => subscriptions.ForEach(subscription => subscription.Dispose());

        private sealed class Stop(Statements statements) : IDisposable
        {
            public void Dispose() => statements.counts.Value = false;
        }
    }
}
