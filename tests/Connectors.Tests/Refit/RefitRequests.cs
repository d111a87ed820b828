using BookingPlatform.Connectors.Abstractions;
using Refit;

namespace BookingPlatform.Connectors.Tests.Refit;

/// <summary>What we rely on in the library: whatever an id or a name holds, it stays in its place of the address.</summary>
public sealed class RefitRequests
{
    private readonly ScriptedServer server = new();

    [Theory]
    [InlineData("a/b ü?#%", "/v1/books/a%2Fb%20%C3%BC%3F%23%25/pages")]
    [InlineData("%2e%2e", "/v1/books/%252e%252e/pages")]
    public async Task A_path_parameter_is_escaped(string id, string path)
    {
        using var answer = await Shop().Read(id, null, CancellationToken.None);

        server.SeenPath.Should().Be(path);
    }

    /// <summary>The library lets steps up stand, so no id is made of them.</summary>
    [Theory]
    [InlineData(".", "/v1/books/pages")]
    [InlineData("..", "/v1/pages")]
    public async Task A_path_parameter_cannot_climb_out_of_its_path(string id, string path)
    {
        using var answer = await Shop().Read(id, null, CancellationToken.None);

        server.SeenPath.Should().Be(path, "as long as this is so, the ids refuse");
        FluentActions.Invoking(() => new ExternalGuestId(id)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new ExternalReservationId(id)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public async Task A_query_is_escaped_and_null_left_out()
    {
        using var answer = await Shop().Read("1", "crime & law=1#", CancellationToken.None);

        server.SeenPath.Should().Be("/v1/books/1/pages?title=crime%20%26%20law%3D1%23");
    }

    private IBookshop Shop() => RestService.For<IBookshop>(new HttpClient(server) { BaseAddress = new Uri("https://shop.example/v1/") });
}
