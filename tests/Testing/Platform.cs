using System.Collections.Concurrent;
using BookingPlatform.Host.Accounts;
using BookingPlatform.Host.Accounts.Features;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Outbox;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BookingPlatform.Testing;

/// <summary>The whole platform in this process: the real host on a real database. Each test opens a business of its own in it.</summary>
public sealed class Platform : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<Db, Lazy<Task<Platform>>> Shared = new();
    private readonly WebApplicationFactory<Program> factory;

    private Platform(WebApplicationFactory<Program> factory, PlatformSettings settings) => (this.factory, Settings) = (factory, settings);

    public PlatformSettings Settings { get; }

    private bool IsOnSocket { get; init; }

    public IServiceProvider Services => factory.Services;

    public ShiftedClock Clock => (ShiftedClock)Services.GetRequiredService<TimeProvider>();

    /// <summary>The platform that the tests of this assembly share on that database. Do not shift its clock, do not break it.</summary>
    public static Task<Platform> On(Db db) => Shared.GetOrAdd(db, _ => new Lazy<Task<Platform>>(() => Start(db))).Value;

    /// <summary>A platform of one's own, to be disposed.</summary>
    /// <param name="db">On which database; a new one, migrated by the host itself.</param>
    /// <param name="settings">Further settings, as in the configuration: <c>Mail:Host</c> …</param>
    /// <param name="services">Replaces what tests may replace: the clock and the outside world.</param>
    /// <param name="onSocket">Served by the real server on a port of its own, for browsers and for limits that only it knows.</param>
    public static async Task<Platform> Start(Db db, IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? services = null, bool onSocket = false) =>
        Start(await PlatformSettings.New(db), settings, services, onSocket);

    /// <summary>A further node on the database of another platform, or the same after a restart.</summary>
    public static Platform Start(PlatformSettings on, IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? services = null, bool onSocket = false)
    {
        var clock = new ShiftedClock();
        var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(web =>
        {
            web.UseEnvironment("Testing");
            web.UseSetting("Urls", "http://127.0.0.1:0");
            foreach (var (key, value) in on.ToConfiguration().Concat(settings ?? new Dictionary<string, string?>()))
                web.UseSetting(key, value);
            web.ConfigureServices(all => all.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)).Configure<PasswordHasherOptions>(CheapPasswords));
            if (services is not null)
                web.ConfigureServices(services);
        });
        if (onSocket)
            factory.UseKestrel(0);
        factory.StartServer();
        return new Platform(factory, on) { IsOnSocket = onSocket };
    }

    /// <summary>A hundred thousand rounds for each owner and each sign-in would be minutes of a whole run; nobody attacks these.</summary>
    private static void CheapPasswords(PasswordHasherOptions options) => options.IterationCount = 100;

    /// <summary>A client without a key, for pages and the guest's side. It does not follow redirects, which the factory's own client would on a socket.</summary>
    public HttpClient Client() => IsOnSocket
        ? new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = factory.ClientOptions.BaseAddress }
        : factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = factory.ClientOptions.BaseAddress });

    /// <summary>A new business with an owner and an API key that may do everything.</summary>
    public async Task<TestBusiness> NewBusiness(string timeZone = "Europe/Lisbon", string currency = "EUR", string language = "en-GB", string country = "PT")
    {
        var slug = $"b-{Guid.NewGuid():N}"[..14];
        var email = $"owner@{slug}.example";
        await using var scope = Services.CreateAsyncScope();
        var opened = await scope.ServiceProvider.GetRequiredService<OpenBusiness>().Handle(
            new($"Harbour Hotel {slug}", timeZone, currency, language, country, new("Olga Owner", email, TestBusiness.Password)) { Slug = slug }, CancellationToken.None);
        var secret = ApiKey.NewSecret();
        await AddKey(scope.ServiceProvider, secret, string.Join(' ', Kernel.Web.Right.All));
        return new TestBusiness(this, opened.Value.BusinessId, slug, email, secret);
    }

    /// <summary>A further member of that business's staff, with <see cref="TestBusiness.Password"/>.</summary>
    /// <param name="business">Where.</param>
    /// <param name="role"><c>FrontDesk</c>, <c>Operations</c>, <c>Manager</c> or <c>Owner</c>.</param>
    /// <returns>The email to sign in with.</returns>
    public async Task<string> NewStaff(TestBusiness business, string role)
    {
        var email = $"{role.ToLowerInvariant()}-{Guid.NewGuid():N}@{business.Slug}.example";
        await Inside(business, async services =>
        {
            var work = services.GetRequiredService<Work>();
            await work.BeginAsync(CancellationToken.None);
            var person = new Staff { Name = $"Fred {role}", UserName = email, Email = email };
            await services.GetRequiredService<UserManager<Staff>>().CreateAsync(person, TestBusiness.Password);
            services.GetRequiredService<AccountsDb>().Memberships.Add(new Membership { StaffId = person.Id, Role = Enum.Parse<Role>(role) });
            await work.SaveAsync(CancellationToken.None);
            return person;
        });
        return email;
    }

    /// <summary>A key of that business with some rights only.</summary>
    public async Task<string> NewKey(TestBusiness business, params string[] rights)
    {
        var secret = ApiKey.NewSecret();
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Work>().ActAs(Actor.Platform(business.Id, "Test"));
        await AddKey(scope.ServiceProvider, secret, string.Join(' ', rights));
        return secret;
    }

    private static async Task AddKey(IServiceProvider services, string secret, string rights)
    {
        services.GetRequiredService<AccountsDb>().ApiKeys.Add(new ApiKey { Name = "Test key", Hash = ApiKey.HashOf(secret), Rights = rights, CreatedAtUtc = DateTime.UtcNow });
        await services.GetRequiredService<Work>().SaveAsync(CancellationToken.None);
    }

    /// <summary>Works inside the platform as that business, in a scope of its own.</summary>
    public async Task<T> Inside<T>(TestBusiness business, Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Work>().ActAs(Actor.Platform(business.Id, "Test"));
        return await act(scope.ServiceProvider);
    }

    /// <summary>Waits until everything told so far about that business has been delivered (or died).</summary>
    public Task Delivered(TestBusiness business) => Eventually.IsTrue(() => Inside(business, async services =>
        !await services.GetRequiredService<KernelDb>().Outbox.AnyAsync(row => row.State == OutboxState.Waiting)), "the outbox is empty");

    public ValueTask DisposeAsync() => factory.DisposeAsync();
}
