using System.Security.Claims;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Testing;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Platform.Tests;

/// <summary>Draws one panel of a page by itself, for somebody who may do everything.</summary>
internal sealed class DrawnPanel : ComponentBase
{
    public static async Task<IHtmlDocument> Draw<TPanel>(IServiceProvider services, TestBusiness business, Dictionary<string, object?> parameters) where TPanel : IComponent
    {
        using var body = new MemoryStream();
        var http = new DefaultHttpContext { RequestServices = services, User = new ClaimsPrincipal(new ClaimsIdentity(Right.All.Select(right => new Claim(Right.Claim, right)), "Test")) };
        http.Response.Body = body;
        (http.Request.Scheme, http.Request.Host, http.Request.Path) = ("http", new HostString("localhost"), "/customers/1");
        var settings = new Dictionary<string, object?>
        {
            [nameof(Panel)] = typeof(TPanel),
            [nameof(Parameters)] = parameters,
            [nameof(Business)] = await services.GetRequiredService<IBusinesses>().Get(business.Id, CancellationToken.None),
        };
        await new RazorComponentResult<DrawnPanel>(settings).ExecuteAsync(http);
        return new HtmlParser().ParseDocument(System.Text.Encoding.UTF8.GetString(body.ToArray()));
    }

    [Parameter]
    public Type Panel { get; set; } = null!;

    [Parameter]
    public Dictionary<string, object?> Parameters { get; set; } = [];

    [Parameter]
    public Business Business { get; set; } = null!;

    protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder)
    {
        builder.OpenComponent<CascadingValue<Business>>(0);
        builder.AddComponentParameter(1, "Value", Business);
        builder.AddComponentParameter(2, "ChildContent", (RenderFragment)(inner =>
        {
            inner.OpenComponent(0, Panel);
            foreach (var (name, value) in Parameters)
                inner.AddComponentParameter(1, name, value);
            inner.CloseComponent();
        }));
        builder.CloseComponent();
    }
}
