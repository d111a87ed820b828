using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace BookingPlatform.Notifications.Tests.Passwords;

/// <summary>A guest's browser: nobody is signed in, and it knows a link from a mail.</summary>
internal sealed class GuestBrowser(Testing.Platform platform)
{
    private readonly HttpClient http = platform.Client();

    internal sealed record Seen(HttpStatusCode Status, IHtmlDocument Page, HttpResponseMessage Answer)
    {
        public string Text => string.Join(' ', Page.Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

        /// <summary>A password can be typed here.</summary>
        public bool IsOpen => Status == HttpStatusCode.OK && Page.QuerySelector("input[name=password]") is not null;
    }

    public async Task<Seen> Open(string link) => await Read(await http.GetAsync(PathOf(link)));

    /// <summary>Types a password into the page that stands open, or into what the link shows now.</summary>
    public async Task<Seen> Save(string link, string password, Seen? open = null)
    {
        var page = (open ?? await Open(link)).Page;
        var form = page.Forms.Single().Elements.OfType<IHtmlInputElement>().Where(input => input.Name is not null).ToDictionary(input => input.Name!, input => input.Value);
        form["password"] = password;
        using var content = new FormUrlEncodedContent(form);
        return await Read(await http.PostAsync(PathOf(link), content));
    }

    private static async Task<Seen> Read(HttpResponseMessage answer) => new(answer.StatusCode, new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync()), answer);

    private static Uri PathOf(string link) => new(new Uri(link).PathAndQuery, UriKind.Relative);
}
