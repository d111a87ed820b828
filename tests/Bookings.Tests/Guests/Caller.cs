using System.Net;
using System.Text.RegularExpressions;
using BookingPlatform.Notifications.Tests.Smtp;
using BookingPlatform.Testing;
using Desk = BookingPlatform.Bookings.Tests.Stories.Desk;

namespace BookingPlatform.Bookings.Tests.Guests;

/// <summary>A guest with a browser without script, at the public pages of a business.</summary>
internal sealed partial class Caller(Desk house, string? language = null) : IDisposable
{
    private readonly Testing.Desk browser = Speaking(new(house.Business.Platform), language);

    public Desk House { get; } = house;

    public string Root => $"/g/{House.Business.Slug}";

    public HttpClient Http => browser.Http;

    public Task<Shown> Open(string path = "") => browser.Open(path.StartsWith("/g/", StringComparison.Ordinal) ? path : Root + path);

    public Task<Shown> Send(Shown page, string form, params (string, string)[] typed) => browser.Send(page, form, typed);

    /// <summary>The page with the times of a day.</summary>
    public Task<Shown> Times(Guid? service = null, DateOnly? day = null, string more = "") => Open($"/book/{service ?? House.Massage}?day={day ?? House.SomeDay:yyyy-MM-dd}{more}");

    /// <summary>Presses a time of the page, the first unless said otherwise; the slot is kept from then on.</summary>
    public async Task<Shown> Choose(Shown times, int nth = 0)
    {
        var button = times.Document.QuerySelectorAll("button[name=take]").ElementAt(nth);
        var pressed = (await Send(times, "time", ("take", button.GetAttribute("value")!))).Expect(HttpStatusCode.Redirect);
        return (await Open(pressed.Location!)).Expect(HttpStatusCode.OK);
    }

    /// <summary>The form for details, for the first free massage of that day.</summary>
    public async Task<Shown> AtDetails(DateOnly? day = null, Guid? service = null) => await Choose(await Times(service, day));

    public Task<Shown> Confirm(Shown details, params (string, string)[] typed) => Send(details, "details", typed);

    /// <summary>Books from the start to the confirmation.</summary>
    public async Task<Shown> Book(string first, string last, string email, DateOnly? day = null, params (string, string)[] more)
    {
        var pressed = (await Confirm(await AtDetails(day), [.. Person(first, last, email), .. more])).Expect(HttpStatusCode.Redirect);
        return (await Open(pressed.Location!)).Expect(HttpStatusCode.OK);
    }

    public static (string, string)[] Person(string first, string last, string email, string phone = "") =>
        [("customer.firstName", first), ("customer.lastName", last), ("customer.email", email), ("customer.phone", phone)];

    public static string CodeOf(Shown booked) => booked.Document.QuerySelector(".booked-code")!.TextContent.Trim();

    /// <summary>The six digits of the newest mail to that address.</summary>
    public async Task<string> MailedCode(string address)
    {
        await House.Business.Platform.Delivered(House.Business);
        return SixDigits().Match(MailsTo(address).Last(mail => SixDigits().IsMatch(mail.Text)).Text).Value;
    }

    public IReadOnlyList<ReceivedMail> MailsTo(string address)
    {
        var folder = House.Business.Platform.Settings.MailFolder;
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml").Order().Select(ReceivedMail.FromFile).Where(mail => mail.Recipients.Contains(address)).ToList() : [];
    }

    public async Task<int> CodesMailedTo(string address)
    {
        await House.Business.Platform.Delivered(House.Business);
        return MailsTo(address).Count(mail => SixDigits().IsMatch(mail.Text));
    }

    public void Dispose() => browser.Dispose();

    private static Testing.Desk Speaking(Testing.Desk browser, string? language)
    {
        browser.Http.DefaultRequestHeaders.Add("Accept", "text/html");
        if (language is not null)
            browser.Http.DefaultRequestHeaders.Add("Accept-Language", language);
        return browser;
    }

    [GeneratedRegex(@"(?m)^\s*\d{6}\s*$")]
    private static partial Regex SixDigits();
}
