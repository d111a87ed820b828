using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace BookingPlatform.Testing;

/// <summary>The dashboard as a browser without script sees it: follows no redirect, keeps cookies, fills in and sends forms.</summary>
public sealed class Desk(HttpClient http) : IDisposable
{
    private static readonly HtmlParser Parser = new();

    public Desk(Platform platform)
        : this(platform.Client())
    {
    }

    public HttpClient Http { get; } = http;

    /// <summary>A browser in which the business's owner has signed in, or another member of its staff.</summary>
    public static async Task<Desk> Of(TestBusiness business, string? email = null)
    {
        var desk = new Desk(business.Platform);
        var signIn = await desk.Open("/sign-in");
        (await desk.Send(signIn, "sign-in", ("email", email ?? business.OwnerEmail), ("password", TestBusiness.Password))).Expect(HttpStatusCode.Redirect);
        return desk;
    }

    /// <param name="address">Path and query.</param>
    /// <param name="htmx">Asks for the fragment, as htmx does.</param>
    public async Task<Shown> Open(string address, bool htmx = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (htmx)
            request.Headers.Add("HX-Request", "true");
        using var response = await Http.SendAsync(request);
        return await Read(address, response);
    }

    /// <summary>Sends a form of the page with everything hidden in it and these fields typed. A button is a field too.</summary>
    /// <param name="page">Where the form is.</param>
    /// <param name="form">The name of its PostForm, or its action.</param>
    /// <param name="typed">Name and value.</param>
    public Task<Shown> Send(Shown page, string form, params (string Name, string Value)[] typed) => Send(page, form, false, typed);

    public async Task<Shown> Send(Shown page, string form, bool htmx, params (string Name, string Value)[] typed)
    {
        var found = page.Form(form);
        var action = found.GetAttribute("action") is { Length: > 0 } named ? named : page.Address;
        var fields = found.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]").Select(input => KeyValuePair.Create(input.Name!, input.Value))
            .Where(hidden => !typed.Any(field => field.Name == hidden.Key))
            .Concat(typed.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var request = new HttpRequestMessage(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(fields) };
        if (htmx)
            request.Headers.Add("HX-Request", "true");
        using var response = await Http.SendAsync(request);
        return await Read(action, response);
    }

    /// <summary>Sends fields to an address that has no form on the page, with the page's token: what somebody writes into their browser's tools.</summary>
    public async Task<Shown> SendTo(string address, Shown page, params (string Name, string Value)[] typed)
    {
        var token = page.Document.QuerySelector<IHtmlInputElement>("input[name=__RequestVerificationToken]")!;
        var fields = typed.Append((token.Name!, token.Value)).Select(field => KeyValuePair.Create(field.Item1, field.Item2));
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields) };
        using var response = await Http.SendAsync(request);
        return await Read(address, response);
    }

    public void Dispose() => Http.Dispose();

    private static async Task<Shown> Read(string address, HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return new Shown(address, response.StatusCode, text, Parser.ParseDocument(text), response.Headers.Location?.OriginalString, response.Headers);
    }
}

/// <summary>What the browser shows.</summary>
public sealed record Shown(string Address, HttpStatusCode Status, string Html, IHtmlDocument Document, string? Location, System.Net.Http.Headers.HttpResponseHeaders Headers)
{
    public string Text => Document.Body?.TextContent ?? "";

    public string? Heading => Document.QuerySelector("h1")?.TextContent.Trim();

    /// <summary>The error beside a field; null when there is none.</summary>
    public string? ErrorOf(string field) => Document.QuerySelector($"[name='{field}']")?.GetAttribute("aria-describedby")?.Split(' ')
        .Select(id => Document.GetElementById(id)).FirstOrDefault(note => note?.ClassList.Contains("error") == true)?.TextContent.Trim();

    public IHtmlFormElement Form(string name) => Document.Forms.FirstOrDefault(form =>
            form.GetAttribute("action") == name || form.QuerySelector<IHtmlInputElement>("input[name=_handler]")?.Value == name)
        ?? throw new Xunit.Sdk.XunitException($"{Address} has no form '{name}': {Html}");

    public Shown Expect(HttpStatusCode status, string because = "") => Status == status ? this : throw new Xunit.Sdk.XunitException($"Expected {status}, got {Status} {because}: {Html}");
}
