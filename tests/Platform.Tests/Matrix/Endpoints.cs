using System.Reflection;
using System.Text;
using System.Text.Json;
using BookingPlatform.Host;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Platform.Tests.Matrix;

/// <summary>The endpoints as the host knows them, and what each says about who may use it.</summary>
internal static class Endpoints
{
    /// <summary>Pages of a signed-in person that show nothing of the business beyond its name.</summary>
    private static readonly string[] ForAllStaff = ["/", "/not-allowed", "/account", "/account/two-steps", "/account/passkeys/new", "/account/passkeys/{Id:guid}", "/switch-business", "/settings", "/reports", "/more", "/search", "/search/options"];

    /// <summary>Open to strangers, each for a reason: a new one must be added here by somebody who thought about it.</summary>
    private static readonly string[] ForEverybody = ["/sign-in", "/sign-in/code", "/sign-in/with", "/sign-in/with/{Slug}", "/sign-in/with/{slug}/go", "/sign-in/with/{slug}/back", "/sign-out", "/setup", "/join/{Secret}", "/error", "/error/{Status:int}", "/health/live", "/health/ready", "/metrics", "/openapi/{documentName}.json", "/.well-known/security.txt", "/forgot-password", "/reset-password/{Secret}", "/api/v1/messages/bounces"];

    public static async Task<List<RouteEndpoint>> All() => In(await Testing.Platform.On(Testing.Db.Sqlite));

    public static List<RouteEndpoint> In(Testing.Platform platform) => platform.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => !Address(endpoint).StartsWith("/_framework", StringComparison.Ordinal) && !IsFile(endpoint))
        .ToList();

    public static string Address(this RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText?.TrimStart('/');

    public static HttpMethod Method(this RouteEndpoint endpoint) => HttpMethod.Parse(endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is { HttpMethods: [var method, ..] } ? method : "GET");

    public static bool IsApi(this RouteEndpoint endpoint) => endpoint.Address().StartsWith("/api/", StringComparison.Ordinal);

    public static bool IsOpen(this RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    /// <summary>Every right the endpoint demands; all of them are needed.</summary>
    public static IReadOnlyList<string> Rights(this RouteEndpoint endpoint) =>
        endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(rule => rule.Policy).OfType<string>().Where(policy => policy == Right.RunInstallation || Right.All.Contains(policy)).ToList();

    /// <summary>Whether somebody has decided who may use it.</summary>
    public static bool IsDecided(this RouteEndpoint endpoint) => endpoint.IsOpen()
        ? ForEverybody.Contains(endpoint.Address()) || endpoint.Address().StartsWith("/g/", StringComparison.Ordinal) || endpoint.Address().StartsWith("/api/v1/pms/webhooks/", StringComparison.Ordinal)
        : endpoint.Rights().Count > 0 || ForAllStaff.Contains(endpoint.Address());

    /// <summary>The same endpoint after somebody has lost its check.</summary>
    public static RouteEndpoint WithoutRights(this RouteEndpoint endpoint) => new(endpoint.RequestDelegate!, endpoint.RoutePattern, endpoint.Order,
        new EndpointMetadataCollection(endpoint.Metadata.Where(item => item is not IAuthorizeData { Policy: not null })), endpoint.DisplayName);

    /// <summary>The prefix of its module's tables: <c>bookings</c>, for the host's own <c>accounts</c>.</summary>
    public static string Module(this RouteEndpoint endpoint)
    {
        var assembly = (endpoint.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type ?? endpoint.Metadata.GetMetadata<MethodInfo>()?.DeclaringType)?.Assembly.GetName().Name ?? "";
        return assembly == "BookingPlatform.Host" ? "accounts" : assembly.Split('.')[^1].ToLowerInvariant();
    }

    public static bool HasId(this RouteEndpoint endpoint) => endpoint.RoutePattern.Parameters.Any(IsId);

    private static bool IsId(Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart part) => part.ParameterPolicies.Any(policy => policy.Content == "guid");

    /// <summary>A request to it with a body of the kind it takes: otherwise routing refuses it before anybody asks for rights.</summary>
    public static HttpRequestMessage Request(this RouteEndpoint endpoint, Func<string, Guid> idOf, Func<string, Guid>? idInBody = null)
    {
        var address = string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter when IsId(parameter) => idOf(Before(endpoint, parameter.Name)).ToString(),
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator => separator.Content,
            _ => "1",
        }))));
        var request = new HttpRequestMessage(endpoint.Method(), "/" + address);
        if (endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is { ContentTypes: [var type, ..] } accepts)
            request.Content = new StringContent(idInBody is null || accepts.RequestType is null ? "{}" : JsonSerializer.Serialize(Sample.Of(accepts.RequestType, "", idInBody), JsonSerializerOptions.Web), Encoding.UTF8, type);
        return request;
    }

    /// <summary>What the id is one of: the word before it in the address, "customers" in <c>/customers/{id}</c>.</summary>
    private static string Before(RouteEndpoint endpoint, string parameter)
    {
        var parts = endpoint.Address().Split('/');
        var at = Array.FindIndex(parts, part => part.StartsWith('{' + parameter, StringComparison.OrdinalIgnoreCase));
        return at > 0 ? parts[at - 1] : parameter;
    }

    /// <summary>Styles, scripts, icons.</summary>
    private static bool IsFile(RouteEndpoint endpoint) => endpoint.Metadata.Any(item => item.GetType().Name.Contains("StaticAsset", StringComparison.Ordinal));
}
