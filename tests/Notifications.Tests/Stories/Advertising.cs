using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using BookingPlatform.Notifications.Tests.Smtp;
using BookingPlatform.Testing;

namespace BookingPlatform.Notifications.Tests.Stories;

/// <summary>Somebody in a business who advertises, in the words of a story.</summary>
internal sealed class Advertising(TestBusiness business)
{
    private const string Words = "Yes, send me news.";
    private Guid list;

    public TestBusiness Business => business;

    public static async Task<Advertising> Open(Testing.Platform platform) => new(await platform.NewBusiness());

    /// <summary>On the list that mailings go to.</summary>
    public async Task<Guid> Customer(string first, string? email, bool agrees = false, string? language = null)
    {
        var id = (await business.Post("customers", new { firstName = first, lastName = "Reader", email, language, acceptSharedEmail = true, createAnyway = true })).Expect(201).Id;
        if (list == default)
            list = (await business.Post("customer-lists", new { name = "Readers" })).Expect(201).Id;
        (await business.Put($"customer-lists/{list}/members/{id}", new { })).Expect(204);
        if (agrees)
            await Agrees(id);
        return id;
    }

    public async Task Agrees(Guid id) => (await business.Put($"customers/{id}/consent", new { agrees = true, wording = Words })).Expect(200);

    public async Task Refuses(Guid id) => (await business.Put($"customers/{id}/consent", new { agrees = false })).Expect(200);

    public async Task<JsonNode> ConsentOf(Guid id) => (await business.Get($"customers/{id}/consent")).Expect(200).Json;

    public async Task<Guid> Write(string subject = "Spring is here", string? audience = null) => (await business.Post("mailings", new
    {
        name = subject,
        audience = audience ?? $"listId={list}",
        texts = new { en = new { subject, heading = subject, body = "Hello {{guest}},\n\ncome and see." }, de = new { subject = "Frühling", heading = "Frühling", body = "Guten Tag {{guest}}" } },
    })).Expect(201).Id;

    public async Task<JsonNode> Preview(Guid mailing) => (await business.Get($"mailings/{mailing}/preview")).Expect(200).Json;

    public async Task<Guid> Send(string subject = "Spring is here")
    {
        var mailing = await Write(subject);
        (await business.Post($"mailings/{mailing}/send")).Expect(202);
        await business.Platform.Delivered(business);
        return mailing;
    }

    public async Task Import(string csv)
    {
        using var file = new ByteArrayContent(Encoding.UTF8.GetBytes(csv));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        (await business.Send(HttpMethod.Post, "customers/import", null, request => request.Content = file)).Expect(200);
    }

    /// <summary>Whom the mails of the business's pickup folder went to that advertise.</summary>
    public IReadOnlyList<ReceivedMail> Mails(string subject)
    {
        var folder = business.Platform.Settings.MailFolder;
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml").Order().Select(ReceivedMail.FromFile).Where(mail => mail.Header("List-Unsubscribe")?.Contains(business.Slug) == true && mail.Subject == subject).ToList() : [];
    }

    /// <summary>What a mail program does when its reader presses its button: no cookie, no page before it (RFC 8058).</summary>
    public static async Task<HttpStatusCode> OneClick(Testing.Platform platform, ReceivedMail mail)
    {
        using var http = platform.Client();
        using var body = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        using var answer = await http.PostAsync(new Uri(WayOut(mail), UriKind.Relative), body);
        return answer.StatusCode;
    }

    /// <summary>The path of the link in the header.</summary>
    public static string WayOut(ReceivedMail mail) => new Uri(mail.Header("List-Unsubscribe")!.Trim('<', '>')).AbsolutePath;
}
