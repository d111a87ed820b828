using System.Globalization;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Mews;

namespace BookingPlatform.Connectors.Tests.Contract;

public sealed class SettingsAndHeaders
{
    [Fact]
    public void Settings_with_everything_needed_have_no_problems()
    {
        Problems(("address", "https://api.mews.com"), ("client-token", "c"), ("access-token", "a")).Should().BeEmpty();
    }

    [Fact]
    public void Every_missing_setting_is_named_beside_its_field()
    {
        Problems(("address", " ")).Should().BeEquivalentTo(new Dictionary<string, string>
        {
            ["address"] = "API address is needed.",
            ["client-token"] = "Client token is needed.",
            ["access-token"] = "Access token is needed.",
        });
    }

    [Theory]
    [InlineData("api.mews.com")]
    [InlineData("ftp://api.mews.com")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:secret@api.mews.com")]
    [InlineData("/relative")]
    public void An_address_must_be_a_web_address(string address)
    {
        Problems(("address", address), ("client-token", "c"), ("access-token", "a")).Should().ContainKey("address");
    }

    [Theory]
    [InlineData("a\u0000b")]
    [InlineData("a\nb")]
    public void A_token_has_nothing_that_cannot_be_typed(string token)
    {
        Problems(("address", "https://api.mews.com"), ("client-token", token), ("access-token", "a")).Should().ContainKey("client-token");
    }

    [Fact]
    public void A_choice_takes_only_what_it_offers()
    {
        var field = new SettingField("region", "Region", SettingKind.Choice) { Choices = new Dictionary<string, string> { ["eu"] = "Europe" } };

        field.Problem("eu").Should().BeNull();
        field.Problem("mars").Should().NotBeNull();
    }

    [Fact]
    public void A_missing_setting_that_nobody_checked_is_an_error_with_its_key()
    {
        var values = new SettingValues([]);

        values.Invoking(v => v["access-token"]).Should().Throw<ArgumentException>().WithMessage("*access-token*");
    }

    [Fact]
    public void The_plugins_rate_stays_within_the_vendors_limit()
    {
        var rate = new MewsPlugin().RateLimit;

        (rate.Burst + 30 * rate.PerSecond).Should().BeLessThanOrEqualTo(200);
    }

    [Theory]
    [InlineData("17", 17)]
    [InlineData("0", 0)]
    [InlineData("86400", 3600)]
    [InlineData("Sat, 21 Nov 2026 12:00:30 GMT", 30)]
    [InlineData("Sat, 21 Nov 2026 11:00:00 GMT", 0)]
    [InlineData("soon", null)]
    [InlineData(null, null)]
    public void Retry_After_is_read_as_seconds_or_date_and_bounded(string? header, int? seconds)
    {
        using var response = new HttpResponseMessage();
        if (header is not null)
            response.Headers.TryAddWithoutValidation("Retry-After", header);

        RetryAfter.From(response.Headers, new StoppedClock()).Should().Be(seconds is null ? null : TimeSpan.FromSeconds(seconds.Value));
    }

    [Fact]
    public void A_body_is_redacted_to_its_shape()
    {
        var redactor = new Redactor(["s3cret-token"], ["CustomerId"]);

        redactor.Body("""{"AccessToken":"x","CustomerId":"s3cret-token-7","Year":1986,"Ok":true,"List":[{"Name":"Ann"},"b",null]}""")
            .Should().Be("""{"AccessToken":"•••","CustomerId":"•••-7","Year":"•••","Ok":true,"List":[{"Name":"•••"},"•••",null]}""");
    }

    [Theory]
    [InlineData("name=Ann&token=s3cret")]
    [InlineData("{\"Name\":\"Ann\"")]
    [InlineData("{\"Name\":\"Ann\",\"Name\":\"Bo\"}")]
    [InlineData("")]
    public void A_body_that_is_not_plain_JSON_is_only_measured(string body)
    {
        new Redactor([], []).Body(body).Should().Be($"({body.Length.ToString(CultureInfo.InvariantCulture)} characters that are not JSON)");
    }

    [Fact]
    public void Text_loses_its_secrets_and_keeps_the_rest()
    {
        new Redactor(["abcd", "abcdef", null, "x"], []).Text("x ABCDEF abcd!").Should().Be("x ••• •••!");
    }

    private static IReadOnlyDictionary<string, string> Problems(params (string Key, string Value)[] values) =>
        new SettingValues(values.Select(v => KeyValuePair.Create(v.Key, v.Value))).Problems(new MewsPlugin().Settings);

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    }
}
