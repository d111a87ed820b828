using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BookingPlatform.Notifications.Tests.Smtp;
using BookingPlatform.Testing;
using Platform = BookingPlatform.Testing.Platform;

namespace BookingPlatform.GuestApp.Tests;

/// <summary>A business of one test with a massage that is always free, its desk, and what its guests find in their mailboxes.</summary>
internal sealed partial class House
{
    private int hour;

    private House(TestBusiness business) => Business = business;

    public TestBusiness Business { get; }

    public Guid Massage { get; private set; }

    public static async Task<House> Open(Db db) => await Open(await Platform.On(db));

    public static async Task<House> Open(Platform platform)
    {
        var house = new House(await platform.NewBusiness("UTC"));
        var eva = (await house.Business.Post("resources", new { kind = "person", name = "Eva" })).Expect(201).Id;
        house.Massage = (await house.Business.Post("services", new { kind = "appointment", name = "Massage", durationMinutes = 60, priceMinor = 8000, resourceIds = new[] { eva } })).Expect(201).Id;
        return house;
    }

    public async Task<Guid> Customer(string first, string? email, string last = "Guest") =>
        (await Business.Post("customers", new { firstName = first, lastName = last, email, createAnyway = true })).Expect(201).Id;

    /// <summary>Each on an hour of its own.</summary>
    public async Task<ApiAnswer> Book(Guid customer, int days = 5, int? hoursFromNow = null)
    {
        var start = hoursFromNow is { } hours ? DateTimeOffset.UtcNow.AddHours(hours) : new DateTimeOffset(DateTime.UtcNow.Date.AddDays(days), TimeSpan.Zero).AddHours(hour++);
        return (await Business.Post("bookings", new JsonObject
        {
            ["serviceId"] = Massage,
            ["startsAt"] = Iso(start),
            ["path"] = "validated",
            ["customer"] = new JsonObject { ["id"] = customer },
            ["bookWithoutEmail"] = true,
        })).Expect(201);
    }

    public static string Iso(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mmzzz", CultureInfo.InvariantCulture);

    public Task Delivered() => Business.Platform.Delivered(Business);

    public IReadOnlyList<ReceivedMail> MailsTo(string address)
    {
        var folder = Business.Platform.Settings.MailFolder;
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml").Order().Select(ReceivedMail.FromFile).Where(mail => mail.Recipients.Contains(address)).ToList() : [];
    }

    /// <summary>Path of the link in the newest mail to that address.</summary>
    public async Task<string> LinkTo(string address)
    {
        await Delivered();
        return new Uri(Newest(address, Link())).PathAndQuery;
    }

    public async Task<string> CodeTo(string address)
    {
        await Delivered();
        return Newest(address, Code());
    }

    /// <summary>Mails of two kinds that were asked for at one time come in any order.</summary>
    private string Newest(string address, Regex sought) => MailsTo(address).Select(mail => sought.Match(mail.Text)).Last(match => match.Success).Value;

    public async Task<JsonNode> CustomerNow(Guid id) => (await Business.Get($"customers/{id}")).Expect(200).Json;

    public async Task<IReadOnlyList<string>> History(Guid id) =>
        (await Business.Get($"audit?subject={id}")).Expect(200)["items"]!.AsArray().Select(item => (string)item!["sentence"]!).ToList();

    [GeneratedRegex(@"https://\S+/sign-in/\S+")]
    private static partial Regex Link();

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex Code();
}

/// <summary>A guest with a telephone: keeps the cookie, sends JSON as the app does, or opens pages.</summary>
internal sealed class Phone(House house) : IDisposable
{
    public Desk Browser { get; } = new(house.Business.Platform);

    /// <summary>What the cookie of the session holds.</summary>
    public string Token { get; private set; } = "";

    private string Root => $"/g/{house.Business.Slug}";

    /// <summary>Signed in by a link from the mailbox.</summary>
    public static async Task<Phone> SignedIn(House house, string email)
    {
        var phone = new Phone(house);
        (await phone.Post("sign-in-links", new { email })).Expect(202);
        var page = await phone.Browser.Open(await house.LinkTo(email));
        var entered = (await phone.Browser.Send(page, "enter")).Expect(System.Net.HttpStatusCode.Redirect);
        phone.Token = entered.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("guest=", StringComparison.Ordinal)).Split('=', ';')[1];
        return phone;
    }

    public Task<Shown> Open(string path) => Browser.Open(Root + path);

    public Task<ApiAnswer> Get(string path) => Send(HttpMethod.Get, path, null);

    public Task<ApiAnswer> Post(string path, object? body = null) => Send(HttpMethod.Post, path, body ?? new { });

    public async Task<ApiAnswer> Send(HttpMethod method, string path, object? body, Action<HttpRequestMessage>? prepare = null)
    {
        using var request = new HttpRequestMessage(method, $"{Root}/{path}");
        if (body is not null)
            request.Content = JsonContent.Create(body, options: JsonSerializerOptions.Web);
        prepare?.Invoke(request);
        using var response = await Browser.Http.SendAsync(request);
        return new ApiAnswer((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(), response.Content.Headers.ContentType?.MediaType, response.Headers);
    }

    public async Task<IReadOnlyList<JsonNode>> Bookings() => (await Get("me/bookings")).Expect(200)["items"]!.AsArray().Select(item => item!).ToList();

    public void Dispose() => Browser.Dispose();
}
