using BookingPlatform.Host;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Platform.Tests.Operations;

/// <summary>What a proxy sees of a node that was told to stop. With several nodes and nginx: <c>tools/bench rolling</c>.</summary>
public sealed class LeavingNode
{
    [Fact]
    public async Task A_leaving_node_keeps_no_connection_then_hangs_up_on_what_may_be_asked_elsewhere_and_serves_forms_to_the_end()
    {
        await using var platform = await Testing.Platform.Start(Db.Sqlite, new Dictionary<string, string?> { ["Web:StopAfter"] = "00:00:03" }, onSocket: true);
        var leaving = platform.Services.GetRequiredService<Leaving>();
        using var http = platform.Client();
        (await http.GetAsync(Address("/sign-in"))).Headers.ConnectionClose.Should().BeNull();

        var left = leaving.StoppingAsync(CancellationToken.None);

        (await http.GetAsync(Address("/sign-in"))).Headers.ConnectionClose.Should().BeTrue();
        await Eventually.IsTrue(() => Task.FromResult(leaving.HangsUp), "it hangs up at last");
        await http.Invoking(to => to.GetAsync(Address("/sign-in"))).Should().ThrowAsync<HttpRequestException>();
        await http.Invoking(to => to.SendAsync(Post(key: "k-1"))).Should().ThrowAsync<HttpRequestException>();
        ((int)(await http.SendAsync(Post(key: null))).StatusCode).Should().BeInRange(200, 499, "nobody else may be asked");
        (await http.GetStringAsync(Address("/health/live"))).Should().Contain("live");
        await left;
    }

    private static Uri Address(string path) => new(path, UriKind.Relative);

    private static HttpRequestMessage Post(string? key)
    {
        var post = new HttpRequestMessage(HttpMethod.Post, Address("/api/v1/bookings")) { Content = new StringContent("{}", null, "application/json") };
        if (key is not null)
            post.Headers.Add("Idempotency-Key", key);
        return post;
    }
}
