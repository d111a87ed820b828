using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using BookingPlatform.Host.Accounts;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Platform.Tests.Dashboard;

/// <summary>What keeps a browser, a proxy, a busy client and a stolen copy of the database from being a way in.</summary>
[Trait("Criterion", "H-6")]
public sealed class Hardened
{
    [Fact]
    public async Task Over_https_the_cookie_is_of_this_host_only_and_over_plain_http_elsewhere_it_is_not_sent_back()
    {
        var business = await (await Testing.Platform.On(Db.Sqlite)).NewBusiness();

        var https = await CookieFrom(business, "https://bookings.example/");
        var plain = await CookieFrom(business, "http://bookings.example/");
        var here = await CookieFrom(business, "http://localhost/");

        https.Should().StartWith("__Host-staff=").And.Contain("secure").And.Contain("httponly").And.Contain("samesite=lax").And.Contain("path=/").And.NotContain("domain");
        plain.Should().StartWith("staff=").And.Contain("secure");
        here.Should().StartWith("staff=").And.NotContain("secure");
    }

    [Fact]
    public async Task Transport_is_pinned_for_a_year_with_all_subdomains()
    {
        using var http = (await Testing.Platform.On(Db.Sqlite)).Client();
        http.BaseAddress = new Uri("https://bookings.example/");

        var answer = await http.GetAsync("/sign-in");

        answer.Headers.GetValues("Strict-Transport-Security").Single().Should().Be("max-age=31536000; includeSubDomains");
    }

    [Fact]
    public async Task Other_origins_are_not_let_in()
    {
        using var http = (await Testing.Platform.On(Db.Sqlite)).Client();
        using var request = new HttpRequestMessage(HttpMethod.Options, "/api/v1/customers");
        request.Headers.Add("Origin", "https://evil.example");
        request.Headers.Add("Access-Control-Request-Method", "DELETE");

        var answer = await http.SendAsync(request);

        answer.Headers.Contains("Access-Control-Allow-Origin").Should().BeFalse();
        (await http.SendAsync(new HttpRequestMessage(HttpMethod.Trace, "/"))).StatusCode.Should().NotBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_a_proxy_tells_is_believed_from_the_proxies_that_were_named_only()
    {
        await using var believing = await Testing.Platform.Start(Db.Sqlite, new Dictionary<string, string?> { ["Web:TrustedProxies"] = "10.0.0.0/8, 127.0.0.1, ::1", ["Limits:DoorPerMinute"] = "2" }, onSocket: true);
        await using var doubting = await Testing.Platform.Start(Db.Sqlite, new Dictionary<string, string?> { ["Limits:DoorPerMinute"] = "2" }, onSocket: true);

        (await Tries(believing)).Should().NotContain(HttpStatusCode.TooManyRequests, "each try came from somewhere else");
        (await Tries(doubting)).Should().Contain(HttpStatusCode.TooManyRequests, "the header is anybody's to write");
    }

    [Fact]
    public async Task A_key_that_asks_too_often_waits_a_minute_and_others_do_not()
    {
        await using var platform = await Testing.Platform.Start(Db.Sqlite, new Dictionary<string, string?> { ["Limits:ApiPerMinute"] = "5", ["Limits:StrangerPerMinute"] = "3", ["Limits:GuestPerMinute"] = "3" });
        var (busy, calm) = (await platform.NewBusiness(), await platform.NewBusiness());
        for (var request = 0; request < 5; request++)
            (await busy.Get("jobs")).Expect(200);
        using var stranger = platform.Client();
        for (var request = 0; request < 3; request++)
            await stranger.GetAsync("/api/v1/jobs");

        var refused = await busy.Get("jobs");

        refused.ExpectProblem(429, "too-many-requests");
        refused.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromMinutes(1));
        (await calm.Get("jobs")).Expect(200);
        (await stranger.GetAsync("/api/v1/jobs")).StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        (await stranger.GetAsync($"/g/{calm.Slug}/availability")).StatusCode.Should().NotBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_door_that_is_tried_too_often_says_so_on_a_page()
    {
        await using var platform = await Testing.Platform.Start(Db.Sqlite, new Dictionary<string, string?> { ["Limits:DoorPerMinute"] = "1" });
        await platform.NewBusiness();
        using var desk = new Desk(platform);
        var page = await desk.Open("/sign-in");
        await desk.Send(page, "sign-in", ("email", "a@b.example"), ("password", "x"));

        var refused = await desk.Send(page, "sign-in", ("email", "a@b.example"), ("password", "x"));

        refused.Expect(HttpStatusCode.TooManyRequests).Heading.Should().Be("Too often");
        (await desk.Open("/sign-in")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Security_txt_names_the_contact_of_the_settings_and_none_otherwise()
    {
        await using var platform = await Testing.Platform.Start(Db.Sqlite, new Dictionary<string, string?> { ["Security:Contact"] = "security@harbour.example" });
        using var http = platform.Client();
        using var nobody = (await Testing.Platform.On(Db.Sqlite)).Client();

        var text = await http.GetStringAsync("/.well-known/security.txt");

        text.Should().Contain("Contact: mailto:security@harbour.example\nExpires: ").And.Contain($"Canonical: {PlatformSettings.PublicAddress}/.well-known/security.txt");
        (await nobody.GetAsync("/.well-known/security.txt")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task With_a_certificate_the_keys_lie_encrypted_and_another_node_reads_them()
    {
        var settings = await PlatformSettings.New(Db.Sqlite);
        var file = Path.Combine(settings.Folder, "keys.pfx");
        using var secret = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=keys", secret, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pkcs12, "pass"));
        var configured = new Dictionary<string, string?> { ["Security:CertificatePath"] = file, ["Security:CertificatePassword"] = "pass" };
        await using var first = Testing.Platform.Start(settings, configured);
        var business = await first.NewBusiness();
        using var desk = new Desk(first);
        var cookie = (await desk.Send(await desk.Open("/sign-in"), "sign-in", ("email", business.OwnerEmail), ("password", TestBusiness.Password))).Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("staff=", StringComparison.Ordinal)).Split(';')[0];
        await using var second = Testing.Platform.Start(settings, configured);
        using var elsewhere = second.Client();
        elsewhere.DefaultRequestHeaders.Add("Cookie", cookie);

        var kept = await first.Inside(business, services => services.GetRequiredService<AccountsDb>().ProtectionKeys.Select(key => key.Xml).ToListAsync());

        kept.Should().NotBeEmpty().And.OnlyContain(xml => xml.Contains("EncryptedData", StringComparison.Ordinal) && !xml.Contains("masterKey p", StringComparison.Ordinal) && xml.Length < 20_000);
        (await elsewhere.GetAsync("/settings")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    private static async Task<string> CookieFrom(TestBusiness business, string address)
    {
        using var desk = new Desk(business.Platform);
        desk.Http.BaseAddress = new Uri(address);
        var answer = await desk.Send(await desk.Open("/sign-in"), "sign-in", ("email", business.OwnerEmail), ("password", TestBusiness.Password));
        return answer.Headers.GetValues("Set-Cookie").Single(value => value.Contains("staff=", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<HttpStatusCode>> Tries(Testing.Platform platform)
    {
        await platform.NewBusiness();
        using var http = platform.Client();
        var statuses = new List<HttpStatusCode>();
        for (var attempt = 0; attempt < 4; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent([]) };
            request.Headers.Add("X-Forwarded-For", $"203.0.113.{attempt}");
            statuses.Add((await http.SendAsync(request)).StatusCode);
        }

        return statuses;
    }
}
