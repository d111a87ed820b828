using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Xunit;

namespace BookingPlatform.Platform.Tests.Matrix;

/// <summary>The root causes of published vulnerabilities of comparable systems, each looked for at every endpoint there is.</summary>
public sealed class WhatWentWrongElsewhere
{
    [Fact]
    [Trait("Criterion", "H-cve-get")]
    public async Task Reading_changes_nothing()
    {
        var house = await FilledHouse.Open(await (await Testing.Platform.On(Db.Sqlite)).NewBusiness());
        using var key = Keyed(house.Business);
        using var desk = await Desk.Of(house.Business);
        var before = await house.Rows();

        var reached = 0;
        foreach (var endpoint in (await Endpoints.All()).Where(endpoint => endpoint.Method() == HttpMethod.Get))
        {
            using var request = endpoint.Request(name => house.Named(name));
            using var answer = await (endpoint.IsApi() ? key : desk.Http).SendAsync(request);
            reached += answer.StatusCode is HttpStatusCode.OK ? 1 : 0;
            ((int)answer.StatusCode).Should().BeLessThan(500, endpoint.Address());
        }

        reached.Should().BeGreaterThan(80, "most were really read");
        (await house.ChangedSince(before)).Where(line => !line.StartsWith("kernel_audit +", StringComparison.Ordinal)).Should().BeEmpty("only that something was taken out is written down");
    }

    [Fact]
    [Trait("Criterion", "H-cve-mass-assignment")]
    public async Task No_endpoint_takes_a_stored_row_or_names_what_is_not_the_callers_to_say()
    {
        var requests = (await Endpoints.All()).Select(endpoint => endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType).OfType<Type>().Distinct().ToList();

        requests.Should().HaveCountGreaterThan(50);
        requests.Where(type => type.IsAssignableTo(typeof(IBelongToBusiness)) || type.IsAssignableTo(typeof(IVersioned))).Should().BeEmpty();
        requests.SelectMany(type => type.GetProperties().Select(property => $"{type.Name}.{property.Name}"))
            .Where(name => name.EndsWith(".BusinessId", StringComparison.Ordinal) || name.EndsWith("Utc", StringComparison.Ordinal) || name.EndsWith(".IsOperator", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Fact]
    [Trait("Criterion", "H-cve-mass-assignment")]
    public async Task Fields_sent_along_are_not_taken_over()
    {
        var platform = await Testing.Platform.On(Db.Sqlite);
        var (mine, theirs) = (await platform.NewBusiness(), await platform.NewBusiness());
        var customer = (await mine.Post("customers", new { firstName = "Ana", lastName = "Silva" })).Expect(201).Id;

        await mine.Patch($"customers/{customer}", new { firstName = "Ana Rita", businessId = theirs.Id, id = Guid.NewGuid(), mergedIntoId = Guid.NewGuid(), onlineBlocked = true, emailState = "verified", deletedAtUtc = DateTime.UtcNow });

        var after = (await mine.Get($"customers/{customer}")).Expect(200);
        ((string?)after["emailState"]).Should().Be("placeholder");
        ((bool?)after["onlineBlocked"]).Should().BeFalse();
        (await theirs.Get("customers")).Expect(200)["items"]!.AsArray().Should().BeEmpty();
    }

    [Fact]
    [Trait("Criterion", "H-cve-leaked-ip")]
    public async Task No_address_of_anybody_is_stored_or_shown()
    {
        const string Address = "203.0.113.77";
        await using var platform = await Testing.Platform.Start(Db.Sqlite, new Dictionary<string, string?> { ["Web:TrustedProxies"] = "127.0.0.1,::1" }, onSocket: true);
        var house = await FilledHouse.Open(await platform.NewBusiness());
        using var desk = new Desk(platform);
        desk.Http.DefaultRequestHeaders.Add("X-Forwarded-For", Address);
        using var key = Keyed(house.Business);
        key.DefaultRequestHeaders.Add("X-Forwarded-For", Address);
        await desk.Send(await desk.Open("/sign-in"), "sign-in", ("email", house.Business.OwnerEmail), ("password", "not-the-password"));
        await desk.Send(await desk.Open("/sign-in"), "sign-in", ("email", house.Business.OwnerEmail), ("password", TestBusiness.Password));
        await desk.Http.PostAsJsonAsync($"/g/{house.Business.Slug}/bookings", new { serviceId = house.Ids["bookings_services"], customer = new { firstName = "Guest", lastName = "Guest", email = "guest@guest.example" } });
        await key.PostAsJsonAsync("/api/v1/customers", new { firstName = "Ana", lastName = "Silva" });

        foreach (var endpoint in Endpoints.In(platform).Where(endpoint => endpoint.Method() == HttpMethod.Get))
        {
            using var request = endpoint.Request(name => house.Named(name));
            using var answer = await (endpoint.IsApi() ? key : desk.Http).SendAsync(request);
            (await answer.Content.ReadAsStringAsync()).Should().NotContain(Address, endpoint.Address());
        }

        (await house.Everything()).Should().NotContain(line => line.Contains(Address, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Criterion", "R-16")]
    public async Task Bad_input_in_any_field_is_refused_in_words_and_breaks_nothing()
    {
        var house = await FilledHouse.Open(await (await Testing.Platform.On(Db.Sqlite)).NewBusiness());
        using var key = Keyed(house.Business);
        object?[] bad = ["a\0b", new string('x', 50_000), "\u202e\u0645\u0631\u062d\u0628\u0627 \U0001F9D6", "   ", -1e300, new { x = 1 }, Array.Empty<int>(), null];

        var broken = new ConcurrentQueue<string>();
        var sent = 0;
        await Parallel.ForEachAsync(Cases(await Endpoints.All(), house, bad), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (one, ct) =>
        {
            using var request = one.Endpoint.Request(name => house.Named(name));
            request.Content = new StringContent(one.Body, Encoding.UTF8, "application/json");
            using var answer = await key.SendAsync(request, ct);
            var text = await answer.Content.ReadAsStringAsync(ct);
            Interlocked.Increment(ref sent);
            if ((int)answer.StatusCode >= 500 || ((int)answer.StatusCode >= 400 && !text.Contains("\"code\":", StringComparison.Ordinal)))
                broken.Enqueue($"{request.Method} {one.Endpoint.Address()} {one.Field}: {(int)answer.StatusCode} {one.Body[..Math.Min(one.Body.Length, 200)]}");
        });

        broken.Should().BeEmpty();
        sent.Should().BeGreaterThan(500);
        (await house.Everything()).Should().NotContain(line => line.Contains('\0', StringComparison.Ordinal));
    }

    /// <summary>Each field of each request once with each kind of nonsense, the others plausible; the kinds take turns so that the run stays short.</summary>
    private static IEnumerable<(RouteEndpoint Endpoint, string Field, string Body)> Cases(IEnumerable<RouteEndpoint> endpoints, FilledHouse house, object?[] bad)
    {
        var turn = 0;
        foreach (var endpoint in endpoints.Where(endpoint => endpoint.IsApi() && !endpoint.IsOpen()))
        {
            if (endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is not { RequestType: { } type, ContentTypes: ["application/json", ..] } || Sample.Of(type, "", house.Named) is not Dictionary<string, object?> sample)
                continue;
            foreach (var field in sample.Keys)
                for (var kind = 0; kind < 4; kind++)
                    yield return (endpoint, field, JsonSerializer.Serialize(new Dictionary<string, object?>(sample) { [field] = bad[turn++ % bad.Length] }, JsonSerializerOptions.Web));
        }
    }

    private static HttpClient Keyed(TestBusiness business)
    {
        var http = business.Platform.Client();
        http.DefaultRequestHeaders.Authorization = new("Bearer", business.ApiKey);
        return http;
    }
}
