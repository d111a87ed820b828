using BookingPlatform.Kernel.Web;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Platform.Tests;

/// <summary>Nobody gets in where they do not belong: read from the endpoints themselves, so that a new one is covered the day it appears.</summary>
public sealed class EveryEndpoint
{
    /// <summary>Pages of a signed-in person that show nothing of the business beyond its name.</summary>
    private static readonly string[] ForAllStaff = ["/", "/sign-out", "/not-allowed", "/account", "/account/two-steps", "/switch-business", "/settings", "/reports", "/more", "/search", "/search/options"];

    [Fact]
    public async Task Every_endpoint_says_who_may_use_it()
    {
        var endpoints = await Endpoints();

        var undecided = endpoints.Where(endpoint => !IsOpen(endpoint) && !NeedsARight(endpoint) && !ForAllStaff.Contains(Address(endpoint))).Select(Address);

        undecided.Should().BeEmpty("an endpoint names the right it needs, or says AllowAnonymous");
        endpoints.Count(NeedsARight).Should().BeGreaterThan(30);
    }

    [Fact]
    public async Task Every_endpoint_of_the_api_refuses_a_key_without_rights()
    {
        var platform = await Testing.Platform.On(Db.Sqlite);
        var business = await platform.NewBusiness();
        var powerless = await platform.NewKey(business);
        using var client = platform.Client();
        client.DefaultRequestHeaders.Authorization = new("Bearer", powerless);

        foreach (var endpoint in (await Endpoints()).Where(IsApi).Where(NeedsARight))
        {
            using var request = Request(endpoint);
            var answer = await client.SendAsync(request);
            ((int)answer.StatusCode).Should().Be(StatusCodes.Status403Forbidden, $"{request.Method} {Address(endpoint)} needs a right");
        }
    }

    [Fact]
    public async Task Every_endpoint_of_the_api_refuses_a_request_without_a_key()
    {
        var platform = await Testing.Platform.On(Db.Sqlite);
        await platform.NewBusiness();
        using var client = platform.Client();

        foreach (var endpoint in (await Endpoints()).Where(IsApi).Where(NeedsARight))
        {
            using var request = Request(endpoint);
            var answer = await client.SendAsync(request);
            ((int)answer.StatusCode).Should().Be(StatusCodes.Status401Unauthorized, $"{request.Method} {Address(endpoint)} needs a key");
        }
    }

    [Fact]
    public async Task Every_page_sends_a_stranger_to_the_sign_in()
    {
        var platform = await Testing.Platform.On(Db.Sqlite);
        await platform.NewBusiness();
        using var client = platform.Client();

        foreach (var page in (await Endpoints()).Where(endpoint => !IsApi(endpoint) && !IsOpen(endpoint) && Method(endpoint) == HttpMethod.Get))
        {
            var answer = await client.GetAsync(Filled(page));
            answer.Headers.Location?.OriginalString.Should().Contain("/sign-in", $"{Address(page)} is not for strangers");
        }
    }

    private static async Task<List<RouteEndpoint>> Endpoints() =>
        (await Testing.Platform.On(Db.Sqlite)).Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => !Address(endpoint).StartsWith("/_framework", StringComparison.Ordinal))
            .ToList();

    private static bool IsOpen(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private static bool NeedsARight(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(rule => rule.Policy is { } policy && Right.All.Contains(policy));

    private static bool IsApi(RouteEndpoint endpoint) => Address(endpoint).StartsWith("/api/", StringComparison.Ordinal);

    private static string Address(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText?.TrimStart('/');

    private static HttpMethod Method(RouteEndpoint endpoint) => HttpMethod.Parse(endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is { HttpMethods: [var method, ..] } ? method : "GET");

    /// <summary>With a body of the kind the endpoint takes: otherwise routing refuses it before anybody asks for rights.</summary>
    private static HttpRequestMessage Request(RouteEndpoint endpoint)
    {
        var request = new HttpRequestMessage(Method(endpoint), Filled(endpoint));
        if (endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is { ContentTypes: [var type, ..] })
            request.Content = new StringContent("{}", System.Text.Encoding.UTF8, type);
        return request;
    }

    private static string Filled(RouteEndpoint endpoint) => string.Join('/', Address(endpoint).Split('/').Select(part =>
        !part.StartsWith('{') ? part : part.Contains("guid", StringComparison.Ordinal) ? Guid.NewGuid().ToString() : "1"));
}
