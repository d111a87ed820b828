using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using BookingPlatform.Testing;

namespace BookingPlatform.Notifications.Tests.Stories;

/// <summary>A browser without script, signed in as the owner: it opens pages and presses buttons of their forms.</summary>
internal sealed class StaffBrowser(HttpClient http)
{
    public static async Task<StaffBrowser> SignIn(TestBusiness business)
    {
        var browser = new StaffBrowser(business.Platform.Client());
        var form = Form(await browser.Open("/sign-in"), "button.btn.primary");
        form["email"] = business.OwnerEmail;
        form["password"] = TestBusiness.Password;
        await browser.Post("/sign-in", form);
        return browser;
    }

    public async Task<IHtmlDocument> Open(string address)
    {
        using var answer = await http.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute));
        var html = await answer.Content.ReadAsStringAsync();
        return answer.StatusCode == HttpStatusCode.OK ? new HtmlParser().ParseDocument(html) : throw new InvalidOperationException($"{address} answered {(int)answer.StatusCode}: {html}");
    }

    /// <summary>Presses a button and follows where the page leads.</summary>
    public async Task<IHtmlDocument> Press(string address, string button) => await Open(await Post(address, Form(await Open(address), button)));

    /// <returns>Where the answer leads.</returns>
    public async Task<string> Post(string address, Dictionary<string, string> form)
    {
        using var content = new FormUrlEncodedContent(form);
        using var answer = await http.PostAsync(new Uri(address, UriKind.RelativeOrAbsolute), content);
        return answer.StatusCode == HttpStatusCode.Redirect
            ? answer.Headers.Location!.ToString()
            : throw new InvalidOperationException($"{address} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>What a browser would send when that button is pressed.</summary>
    public static Dictionary<string, string> Form(IHtmlDocument page, string button)
    {
        var pressed = page.QuerySelector(button) as IHtmlButtonElement ?? throw new InvalidOperationException($"The page has no '{button}': {page.Body?.TextContent}");
        var form = pressed.Form!.Elements.OfType<IHtmlInputElement>()
            .Where(input => input.Name is not null && (input.Type is not ("checkbox" or "radio") || input.IsChecked))
            .ToDictionary(input => input.Name!, input => input.Value);
        if (pressed.Name is { Length: > 0 } name)
            form[name] = pressed.Value;
        return form;
    }
}
