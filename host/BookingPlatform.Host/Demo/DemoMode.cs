using System.Net;
using BookingPlatform.Host.Accounts;
using BookingPlatform.Host.Accounts.Features;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BookingPlatform.Host.Demo;

/// <summary>
/// <c>--demo</c>: the platform filled with a hotel and a salon, new at every start, on loopback only, because its passwords are in the documentation.
/// </summary>
internal static class DemoMode
{
    public const string Argument = "--demo";
    public const string Setting = "Demo:IsRunning";
    public const string Password = "demo-Harbour-1";
    private static string folder = "";

    private static readonly DemoBusiness Harbour = new("harbour-hotel", "Harbour Hotel & Spa", "Europe/Lisbon", "en-GB", "PT", "+351 21 555 0100", "demo@harbour.example", "Dora Mendes", "demo-harbour-key");
    private static readonly DemoBusiness Lumiere = new("atelier-lumiere", "Atelier Lumière", "Europe/Paris", "fr-FR", "FR", "+33 1 55 50 01 00", "demo@lumiere.example", "Léa Fontaine", "demo-lumiere-key");

    /// <exception cref="InvalidOperationException">The address is reachable from other machines.</exception>
    public static void Prepare(WebApplicationBuilder builder)
    {
        var urls = builder.Configuration["Urls"] ?? "http://localhost:5080";
        if (urls.Split(';').Any(url => !IsLoopback(url)))
            throw new InvalidOperationException($"--demo serves this machine only, and '{urls}' can be reached from others. Use http://localhost:5080, or start without --demo.");
        folder = Path.Combine(Path.GetTempPath(), $"booking-platform-demo-{new Uri(urls.Split(';')[0]).Port}");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [Setting] = "true",
            ["Database:Provider"] = "Sqlite",
            ["ConnectionStrings:Platform"] = $"Data Source={Path.Combine(folder, "demo.db")}",
            ["Mail:Host"] = null,
            ["Mail:PickupFolder"] = Path.Combine(folder, "mail"),
            ["Web:PublicAddress"] = urls.Split(';')[0],
            // The demo's story is told by one key as fast as it can.
            ["Limits:ApiPerMinute"] = "1000000",
            ["Connectors:DataFolder"] = Path.Combine(folder, "connectors"),
        });
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new DemoClock()));
    }

    /// <summary>Opens the two businesses and tells their story through the platform's own API, as a program with a key would.</summary>
    public static async Task Fill(WebApplication app, CancellationToken ct)
    {
        var address = app.Urls.First();
        await Open(app.Services, Harbour, ct);
        await Open(app.Services, Lumiere, ct);
        using var harbour = new DemoApi(address, Harbour.ApiKey);
        using var lumiere = new DemoApi(address, Lumiere.ApiKey);
        var stories = new DemoStory(app.Services.GetRequiredService<TimeProvider>());
        var hotel = await stories.BookTheHotel(harbour, ct);
        await DemoStory.BookTheSalon(lumiere, ct);
        ((DemoClock)app.Services.GetRequiredService<TimeProvider>()).CatchUp();
        await stories.LiveTheLastDays(harbour, hotel, ct);
        Console.WriteLine(
            $"""

              The demo is ready:  {address}
              Staff sign in as    {Harbour.Email}  with  {Password}
              API key             {Harbour.ApiKey}
              A second business   {Lumiere.Email}  with  {Password}, API key {Lumiere.ApiKey}
              Mail is written to  {Path.Combine(folder, "mail")}

            """);
    }

    private static async Task Open(IServiceProvider services, DemoBusiness business, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var owner = new OpenBusiness.OwnerRequest(business.Owner, business.Email, Password);
        var request = new OpenBusiness.Request(business.Name, business.TimeZone, "EUR", business.Language, business.Country, owner) { Slug = business.Slug, Phone = business.Phone, Email = $"desk@{business.Email.Split('@')[1]}" };
        _ = (await scope.ServiceProvider.GetRequiredService<OpenBusiness>().Handle(request, ct)).Value;
        var work = scope.ServiceProvider.GetRequiredService<Work>();
        scope.ServiceProvider.GetRequiredService<AccountsDb>().ApiKeys.Add(new ApiKey
        {
            Name = "Demo key",
            Hash = ApiKey.HashOf(business.ApiKey),
            Rights = string.Join(' ', Right.All),
            CreatedAtUtc = work.Now,
        });
        await work.SaveAsync(ct);
    }

    private static bool IsLoopback(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));

    private sealed record DemoBusiness(string Slug, string Name, string TimeZone, string Language, string Country, string Phone, string Email, string Owner, string ApiKey);
}
