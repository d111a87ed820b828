using System.Net;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Platform.Tests;

public sealed class FirstLight
{
    [Theory, OnEveryDatabase]
    public async Task A_request_without_a_key_is_told_how_to_get_in(Db db)
    {
        var platform = await Testing.Platform.On(db);
        await platform.NewBusiness();

        var answer = await platform.Client().GetAsync("/api/v1/customers");

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("\"code\":\"unauthenticated\"");
    }
}
