using System.Collections.Concurrent;
using System.Net;
using BookingPlatform.Host.Accounts;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Platform.Tests.Matrix;

/// <summary>Nobody gets in where they do not belong: every endpoint × every role, read from the endpoints themselves, so that a new one is covered the day it appears.</summary>
[Trait("Criterion", "H-2")]
[Trait("Criterion", "R-10")]
public sealed class EveryEndpoint
{
    [Fact]
    public async Task Every_endpoint_says_who_may_use_it()
    {
        var endpoints = await Endpoints.All();

        endpoints.Where(endpoint => !endpoint.IsDecided()).Select(Endpoints.Address).Should().BeEmpty("an endpoint names the right it needs; what is for everybody stands in the list of those");
        endpoints.Count(endpoint => endpoint.Rights().Count > 0).Should().BeGreaterThan(150);
    }

    [Fact]
    public async Task An_endpoint_that_loses_its_check_is_noticed_each_single_one()
    {
        var guarded = (await Endpoints.All()).Where(endpoint => endpoint.Rights().Count > 0).ToList();

        guarded.Where(endpoint => endpoint.WithoutRights().IsDecided()).Select(Endpoints.Address).Should().BeEmpty();
    }

    [Fact]
    public async Task A_key_with_the_rights_of_a_role_gets_in_where_the_role_may_and_nowhere_else()
    {
        var platform = await Testing.Platform.On(Db.Sqlite);
        var business = await platform.NewBusiness();
        var endpoints = (await Endpoints.All()).Where(Endpoints.IsApi).Where(endpoint => !endpoint.IsOpen()).ToList();

        foreach (var role in Enum.GetValues<Role>())
            (await Wrong(platform, await platform.NewKey(business, [.. Roles.Rights(role)]), endpoints, Roles.Rights(role))).Should().BeEmpty($"that is what {role} may do");
        (await Wrong(platform, await platform.NewKey(business), endpoints, [])).Should().BeEmpty("a key without rights opens nothing");
    }

    /// <summary>The control of the test above: on a platform whose endpoints have lost their checks it finds every one of them.</summary>
    [Fact]
    public async Task Without_their_checks_the_endpoints_are_found_open_one_and_all()
    {
        await using var platform = await Testing.Platform.Start(Db.Sqlite, services: all => all.AddSingleton<MatcherPolicy, LosesChecks>());
        var business = await platform.NewBusiness();
        var endpoints = Endpoints.In(platform).Where(Endpoints.IsApi).Where(endpoint => endpoint.Rights().Count > 0).ToList();

        var found = await Wrong(platform, await platform.NewKey(business), endpoints, []);

        endpoints.Select(endpoint => $"{endpoint.Method()} {endpoint.Address()}").Except(found.Select(line => line[..line.LastIndexOf(':')])).Should().BeEmpty();
    }

    [Fact]
    [Trait("Criterion", "H-cve-unauthenticated")]
    public async Task Every_endpoint_of_the_api_refuses_a_request_without_a_key_or_with_a_cookie_instead()
    {
        var business = await (await Testing.Platform.On(Db.Sqlite)).NewBusiness();
        using var desk = await Desk.Of(business);
        using var stranger = business.Platform.Client();

        foreach (var endpoint in (await Endpoints.All()).Where(Endpoints.IsApi).Where(endpoint => !endpoint.IsOpen()))
            foreach (var client in (HttpClient[])[stranger, desk.Http])
            {
                using var request = endpoint.Request(_ => Guid.NewGuid());
                using var answer = await client.SendAsync(request);
                answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized, $"{request.Method} {endpoint.Address()} needs a key");
            }
    }

    [Fact]
    public async Task Every_page_lets_in_the_roles_that_may_see_it_and_no_other_nor_strangers()
    {
        var platform = await Testing.Platform.On(Db.Sqlite);
        var business = await platform.NewBusiness();
        var pages = (await Endpoints.All()).Where(endpoint => !endpoint.IsApi() && !endpoint.IsOpen() && endpoint.Method() == HttpMethod.Get).ToList();
        using var stranger = new Desk(platform);

        foreach (var page in pages)
            (await Location(stranger, page)).Should().Contain("/sign-in", $"{page.Address()} is not for strangers");
        foreach (var role in Enum.GetValues<Role>())
        {
            using var desk = await Desk.Of(business, role is Role.Owner ? business.OwnerEmail : await platform.NewStaff(business, role.ToString()));
            foreach (var page in pages)
                ((await Location(desk, page))?.Contains("/not-allowed", StringComparison.Ordinal) == true)
                    .Should().Be(!page.Rights().All(Roles.Rights(role).Contains), $"{page.Address()} needs {string.Join(", ", page.Rights())} and was opened by {role}");
        }
    }

    private static async Task<string?> Location(Desk desk, RouteEndpoint page)
    {
        using var request = page.Request(_ => Guid.NewGuid());
        using var answer = await desk.Http.SendAsync(request);
        ((int)answer.StatusCode).Should().BeLessThan(500, page.Address());
        return answer.Headers.Location?.OriginalString;
    }

    /// <summary>Where the key is let in and should not be, or is refused and should not be, or breaks something.</summary>
    private static async Task<IReadOnlyCollection<string>> Wrong(Testing.Platform platform, string key, IEnumerable<RouteEndpoint> endpoints, IReadOnlyList<string> rights)
    {
        using var client = platform.Client();
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        var wrong = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(endpoints, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (endpoint, ct) =>
        {
            using var request = endpoint.Request(_ => Guid.NewGuid());
            using var answer = await client.SendAsync(request, ct);
            var refused = answer.StatusCode is HttpStatusCode.Forbidden && (await answer.Content.ReadAsStringAsync(ct)).Contains("\"code\":\"forbidden\"", StringComparison.Ordinal);
            if (refused == endpoint.Rights().All(rights.Contains) || answer.StatusCode is HttpStatusCode.Unauthorized || (int)answer.StatusCode >= 500)
                wrong.Enqueue($"{request.Method} {endpoint.Address()}: {(int)answer.StatusCode}");
        });
        return wrong;
    }

    /// <summary>Hands the request to the endpoint without its policy, as if somebody had deleted the line.</summary>
    private sealed class LosesChecks : MatcherPolicy, IEndpointSelectorPolicy
    {
        public override int Order => int.MaxValue;

        public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => true;

        public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
        {
            for (var at = 0; at < candidates.Count; at++)
                if (candidates.IsValidCandidate(at) && candidates[at].Endpoint is RouteEndpoint endpoint)
                    candidates.ReplaceEndpoint(at, endpoint.WithoutRights(), candidates[at].Values);
            return Task.CompletedTask;
        }
    }
}
