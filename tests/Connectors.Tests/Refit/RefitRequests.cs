using Refit;

namespace BookingPlatform.Connectors.Tests.Refit;

public sealed class RefitRequests
{
    private readonly ScriptedServer server = new();

    [Fact]
    public async Task A_path_parameter_is_escaped()
    {
        await Shop().Read("a/b ü?#%", CancellationToken.None);

        server.SeenPath.Should().Be("/v1/books/a%2Fb%20%C3%BC%3F%23%25");
        server.Seen.Method.Should().Be(HttpMethod.Get);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public async Task A_path_parameter_cannot_climb_out_of_its_path(string id)
    {
        await Shop().Invoking(s => s.Read(id, CancellationToken.None)).Should().ThrowAsync<ArgumentException>();
    }

    [Fact]
    public async Task The_query_has_names_escaped_values_repeated_keys_and_leaves_null_out()
    {
        await Shop().Search("top shelf", null, ["crime & law", "1 = 1"], 20);

        server.SeenPath.Should().Be("/v1/shelves/top%20shelf/books?sorted=true&tag=crime%20%26%20law&tag=1%20%3D%201&page-size=20");
    }

    [Fact]
    public async Task The_query_has_formats_joined_lists_enum_names_and_no_local_culture()
    {
        var before = Thread.CurrentThread.CurrentCulture;
        Thread.CurrentThread.CurrentCulture = new System.Globalization.CultureInfo("de-DE");
        try
        {
            await Shop().Between(new DateOnly(2026, 3, 1), [1999, 2001], [1, 2], Genre.ScienceFiction, 1.5m);
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }

        server.SeenPath.Should().Be("/v1/books?from=2026-03-01&years=1999%7C2001&pages=1%2C2&genre=science-fiction&price=1.5");
    }

    [Fact]
    public async Task A_body_is_written_as_JSON()
    {
        await Shop().Add(new Book("Über", 1999), "key-1", CancellationToken.None);

        server.SeenBody.Should().Be("""{"title":"\u00DCber","year":1999}""");
        server.Seen.Content!.Headers.ContentType!.MediaType.Should().Be("application/json");
    }

    [Fact]
    public async Task A_body_is_written_as_its_settings_say()
    {
        var settings = new RefitSettings(new SystemTextJsonContentSerializer(new System.Text.Json.JsonSerializerOptions()));

        await Shop(settings).Add(new Book("It", 1986), "key-1", CancellationToken.None);

        server.SeenBody.Should().Be("""{"Title":"It","Year":1986}""");
    }

    [Fact]
    public async Task A_text_body_stays_as_it_is()
    {
        await Shop().Change("1", "plain");

        server.SeenBody.Should().Be("plain");
        server.Seen.Method.Should().Be(HttpMethod.Patch);
    }

    [Fact]
    public async Task A_form_is_written_from_a_dictionary()
    {
        await Shop().Form(new Dictionary<string, object?> { ["grant_type"] = "client_credentials", ["scope"] = null, ["n"] = 1 });

        server.SeenBody.Should().Be("grant_type=client_credentials&n=1");
    }

    [Fact]
    public async Task A_form_is_written_from_an_object()
    {
        await Shop().Order(new Order("pass word", null, 2));

        server.SeenBody.Should().Be("grant_type=pass+word&Copies=2");
        server.Seen.Content!.Headers.ContentType!.MediaType.Should().Be("application/x-www-form-urlencoded");
    }

    [Fact]
    public async Task Headers_come_from_the_interface_the_method_and_the_parameters()
    {
        await Shop().Add(new Book("It", 1986), "key-1", CancellationToken.None);

        Header("X-App").Should().Be("bookshop");
        Header("X-Removed").Should().Be("yes");
        Header("Idempotency-Key").Should().Be("key-1");
    }

    [Fact]
    public async Task A_methods_header_replaces_the_interfaces_and_a_null_sends_none()
    {
        await Shop().Replace("1", new Book("It", 1986), null);

        Header("X-App").Should().Be("changed");
        Header("X-Removed").Should().BeNull();
        Header("X-Trace").Should().BeNull();
    }

    [Fact]
    public async Task What_the_subset_does_not_have_is_refused_by_name()
    {
        var shop = Shop();

        await shop.Invoking(s => s.NoSuchParameter("1")).Should().ThrowAsync<ArgumentException>().WithMessage("*NoSuchParameter*missing*");
        await shop.Invoking(s => s.ObjectInQuery(new Book("It", 1986))).Should().ThrowAsync<NotSupportedException>().WithMessage("*ObjectInQuery*like*");
        await shop.Invoking(s => s.NoVerb()).Should().ThrowAsync<NotSupportedException>().WithMessage("*NoVerb*");
        shop.Invoking(s => s.NotATask()).Should().Throw<NotSupportedException>().WithMessage("*NotATask*");
    }

    [Fact]
    public async Task A_client_without_an_address_is_refused()
    {
        using var http = new HttpClient(server);

        await RestService.For<IBookshop>(http).Invoking(s => s.Remove("1")).Should().ThrowAsync<InvalidOperationException>().WithMessage("BaseAddress*");
    }

    private string? Header(string name) => server.Seen.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;

    private IBookshop Shop(RefitSettings? settings = null) =>
        RestService.For<IBookshop>(new HttpClient(server) { BaseAddress = new Uri("https://shop.example/v1/") }, settings);
}
