using System.Net;
using System.Text.Json;
using Refit;

namespace BookingPlatform.Connectors.Tests.Refit;

public sealed class RefitAnswers
{
    [Fact]
    public async Task An_answer_is_read_as_the_declared_type()
    {
        (await Shop(HttpStatusCode.OK, """{"title":"It","year":1986,"extra":1}""").Read("1", CancellationToken.None)).Should().Be(new Book("It", 1986));
    }

    [Fact]
    public async Task Text_is_given_as_it_came()
    {
        (await Shop(HttpStatusCode.OK, "\"quoted\"").Text("1")).Should().Be("\"quoted\"");
    }

    [Fact]
    public async Task An_error_status_is_an_exception_with_everything_needed_to_understand_it()
    {
        var thrown = await Shop(HttpStatusCode.Conflict, """{"why":"taken"}""").Invoking(s => s.Read("1", CancellationToken.None)).Should().ThrowAsync<ApiException>();

        thrown.Which.StatusCode.Should().Be(HttpStatusCode.Conflict);
        thrown.Which.Content.Should().Be("""{"why":"taken"}""");
        thrown.Which.RequestMessage.Method.Should().Be(HttpMethod.Get);
        thrown.Which.Headers.Should().NotBeNull();
    }

    [Fact]
    public async Task A_method_without_a_result_throws_on_an_error_status_too()
    {
        await Shop(HttpStatusCode.NotFound).Invoking(s => s.Remove("1")).Should().ThrowAsync<ApiException>();
        await Shop(HttpStatusCode.NoContent).Invoking(s => s.Remove("1")).Should().NotThrowAsync();
    }

    [Fact]
    public async Task A_message_is_handed_over_whatever_its_status()
    {
        using var answer = await Shop(HttpStatusCode.BadGateway, "oops").Change("1", "x");

        answer.StatusCode.Should().Be(HttpStatusCode.BadGateway);
        (await answer.Content.ReadAsStringAsync()).Should().Be("oops");
    }

    [Fact]
    public async Task A_response_carries_content_after_success()
    {
        using var response = await Shop(HttpStatusCode.OK, """{"title":"It","year":1986}""").TryRead("1", CancellationToken.None);

        response.IsSuccessStatusCode.Should().BeTrue();
        response.Content.Should().Be(new Book("It", 1986));
        response.Error.Should().BeNull();
        (await response.EnsureSuccessStatusCodeAsync()).Should().BeSameAs(response);
    }

    [Fact]
    public async Task A_response_carries_the_error_after_an_error_status()
    {
        using var response = await Shop(HttpStatusCode.Forbidden, "no").TryRead("1", CancellationToken.None);

        response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        response.Content.Should().BeNull();
        response.Error!.Content.Should().Be("no");
        await response.Invoking(r => r.EnsureSuccessStatusCodeAsync()).Should().ThrowAsync<ApiException>();
    }

    [Fact]
    public async Task A_response_carries_the_reason_when_a_success_cannot_be_read()
    {
        using var response = await Shop(HttpStatusCode.OK, """{"title":"I""").TryRead("1", CancellationToken.None);

        response.IsSuccessStatusCode.Should().BeTrue();
        response.Error!.InnerException.Should().BeOfType<JsonException>();
    }

    [Fact]
    public async Task An_unreadable_success_is_an_exception_where_no_response_was_asked_for()
    {
        var thrown = await Shop(HttpStatusCode.OK, "<html>").Invoking(s => s.Read("1", CancellationToken.None)).Should().ThrowAsync<ApiException>();

        thrown.Which.InnerException.Should().BeOfType<JsonException>();
    }

    [Fact]
    public async Task No_content_is_no_error()
    {
        using var response = await Shop(HttpStatusCode.NoContent, "").TryRead("1", CancellationToken.None);

        response.Content.Should().BeNull();
        response.Error.Should().BeNull();
    }

    [Fact]
    public async Task A_cancelled_call_is_cancelled()
    {
        await Shop(HttpStatusCode.OK).Invoking(s => s.Read("1", new CancellationToken(canceled: true))).Should().ThrowAsync<OperationCanceledException>();
    }

    private static IBookshop Shop(HttpStatusCode status, string body = "{}") =>
        RestService.For<IBookshop>(new HttpClient(new ScriptedServer(status, body)) { BaseAddress = new Uri("https://shop.example") });
}
