using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Platform.Tests.Dashboard;

public sealed class HealthAndDescription
{
    [Theory, OnEveryDatabase]
    public async Task A_node_with_its_database_is_live_and_ready(Db db)
    {
        using var http = (await Testing.Platform.On(db)).Client();

        var live = await http.GetAsync("/health/live");
        var ready = await http.GetFromJsonAsync<JsonObject>("/health/ready");

        live.StatusCode.Should().Be(HttpStatusCode.OK);
        ((string?)ready!["status"]).Should().Be("ready");
        ((string?)ready["migrations"]).Should().Be("applied");
        ready.ContainsKey("oldestWaitingSeconds").Should().BeTrue();
    }

    [Fact]
    public async Task The_API_describes_itself_with_its_key_and_its_problems()
    {
        using var http = (await Testing.Platform.On(Db.Sqlite)).Client();

        var document = (await http.GetFromJsonAsync<JsonObject>("/openapi/v1.json"))!;

        ((string?)document["components"]!["securitySchemes"]!["bearer"]!["scheme"]).Should().Be("bearer");
        var (guests, staff) = (document["paths"]!.AsObject().Where(path => path.Key.StartsWith("/g/", StringComparison.Ordinal)), document["paths"]!.AsObject().Where(path => path.Key.StartsWith("/api/", StringComparison.Ordinal)));
        guests.SelectMany(path => path.Value!.AsObject()).Should().NotBeEmpty().And.OnlyContain(operation => operation.Value!["security"] == null, "guests have no key");
        foreach (var (path, operations) in staff)
            foreach (var (method, operation) in operations!.AsObject())
            {
                (operation!["security"] as JsonArray).Should().NotBeEmpty($"{method} {path} needs a key");
                var problem = operation["responses"]?["401"]?["content"]?["application/problem+json"];
                problem.Should().NotBeNull($"{method} {path} says how it refuses");
            }
    }
}
