using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace BookingPlatform.Notifications.Tests.Stories;

/// <summary>Webhooks as the program on the other side meets them (Standard Webhooks).</summary>
public sealed class TellingPrograms
{
    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S2-26"), Trait("Criterion", "S3-20")]
    public async Task Another_program_is_told_in_order_until_it_has_it_and_can_check_who_says_so(Db db)
    {
        await using var platform = await Testing.Platform.Start(db,
            new Dictionary<string, string?> { ["Webhooks:AllowPrivateNetworks"] = "true", ["Webhooks:FirstRetry"] = "00:00:00.2", ["Outbox:Poll"] = "00:00:00.1", ["Mail:ChangesWait"] = "00:00:00" });
        await using var program = await Program.Start();
        await SignedAndInOrder(platform, program);
        await AgainUntilTaken(platform, program);
        await ChangedSecretAndGone(platform, program);
        await FiveDaysOfNothing(platform, program);
    }

    /// <summary>The clock goes on by itself here, so this comes last.</summary>
    private static async Task FiveDaysOfNothing(Testing.Platform platform, Program program)
    {
        var business = await platform.NewBusiness();
        var webhook = (string)(await business.Post("webhooks", new { url = program.Address("deaf") })).Expect(201)["webhook"]!["id"]!;
        program.AlwaysAnswers("deaf", 503);
        await Ask(1);
        platform.Clock.Shift(TimeSpan.FromDays(5) - TimeSpan.FromMinutes(1));
        await Ask(program.Heard("deaf").Count + 1);
        (await State()).Active.Should().BeTrue("it has a minute left");

        platform.Clock.Shift(TimeSpan.FromMinutes(2));
        await Ask(program.Heard("deaf").Count + 1);
        await Eventually.IsTrue(async () => !(await State()).Active, "it is switched off");
        (await State()).Why.Should().Contain("5 days").And.Contain("503");
        (await business.Get("audit")).Expect(200).Text.Should().Contain("was switched off");
        program.AlwaysAnswers("deaf", 204);
        (await business.Post($"webhooks/{webhook}/enable")).Expect(200);
        await Ask(program.Heard("deaf").Count + 1);
        (await State()).Active.Should().BeTrue("five days count anew");

        async Task Ask(int heard)
        {
            (await business.Post($"webhooks/{webhook}/test")).Expect(202);
            await Eventually.IsTrue(() => Task.FromResult(program.Heard("deaf").Count >= heard), "it was asked");
        }

        async Task<(bool Active, string? Why)> State() => (await business.Get("webhooks")).Expect(200)["items"]![0]! is var one ? ((bool)one["active"]!, (string?)one["disabledWhy"]) : default;
    }

    private static async Task SignedAndInOrder(Testing.Platform platform, Program program)
    {
        var desk = await FrontDesk.Open(platform);
        var made = (await desk.Business.Post("webhooks", new { url = program.Address("order"), events = new[] { "booking.created", "booking.moved", "booking.cancelled" } })).Expect(201);
        (await desk.Business.Post("webhooks", new { url = program.Address("everything") })).Expect(201);
        var booking = await desk.Book("Canary", "Persson", "canary.person@guest.example");
        (await desk.Business.Put($"customers/{booking.Customer()}/alert", new { message = "Steals towels" })).Expect(200);
        await desk.Move(booking.Id);
        await desk.Cancel(booking.Id);
        await platform.Delivered(desk.Business);

        var heard = program.Heard("order");
        heard.Select(one => one.Type).Should().Equal("booking.created", "booking.moved", "booking.cancelled");
        heard.Should().OnlyContain(one => one.Signatures().Contains(one.SignatureBy((string)made["secret"]!)), "who holds the secret can check every one");
        heard.Select(one => one.Id).Should().OnlyHaveUniqueItems();
        ((string)heard[^1].Data["booking"]!["status"]!).Should().Be("cancelled");
        ((string)heard[0].Data["bookingId"]!).Should().Be(booking.Id.ToString());
        var all = string.Concat(program.Heard("everything").Select(one => one.Body));
        program.Heard("everything").Select(one => one.Type).Should().Contain(["customer.created", "customer.updated"]);
        all.Should().NotContain("Canary").And.NotContain("canary").And.NotContain("Persson").And.NotContain("towels").And.NotContain("127.0.0.1");
        (await desk.Business.Get("webhooks")).Expect(200).Text.Should().NotContain("whsec_", "a secret is shown once");
    }

    private static async Task AgainUntilTaken(Testing.Platform platform, Program program)
    {
        var desk = await FrontDesk.Open(platform);
        var webhook = Guid.Parse((string)(await desk.Business.Post("webhooks", new { url = program.Address("stumbles"), events = new[] { "booking.created", "booking.moved" } })).Expect(201)["webhook"]!["id"]!);
        program.Answers("stumbles", 500);
        var booking = await desk.Book("Ben", "Repeated", "ben@guest.example");
        await desk.Move(booking.Id);
        await Eventually.IsTrue(() => Task.FromResult(program.Heard("stumbles").Count == 3), "the move came behind the repeat");

        var heard = program.Heard("stumbles");
        heard.Select(one => one.Type).Should().Equal("booking.created", "booking.created", "booking.moved");
        heard[1].Id.Should().Be(heard[0].Id);
        await platform.Delivered(desk.Business);
        var log = (await desk.Business.Get($"webhooks/{webhook}/deliveries")).Expect(200)["items"]!.AsArray();
        log.Select(one => ((string)one!["state"]!, (int)one["attempts"]!)).Should().BeEquivalentTo([("delivered", 1), ("delivered", 2)]);

        (await desk.Business.Post($"webhooks/{webhook}/deliveries/{(string)log[0]!["id"]!}/replay")).Expect(202);
        await platform.Delivered(desk.Business);
        program.Heard("stumbles")[^1].Id.Should().Be(Guid.Parse((string)log[0]!["id"]!).ToString("N"));
    }

    private static async Task ChangedSecretAndGone(Testing.Platform platform, Program program)
    {
        var business = await platform.NewBusiness();
        var made = (await business.Post("webhooks", new { url = program.Address("gone") })).Expect(201);
        var webhook = (string)made["webhook"]!["id"]!;
        var renewed = (string)(await business.Post($"webhooks/{webhook}/secret")).Expect(200)["secret"]!;
        (await business.Post($"webhooks/{webhook}/test")).Expect(202);
        await platform.Delivered(business);

        var test = program.Heard("gone").Should().ContainSingle().Subject;
        test.Type.Should().Be("webhook.test");
        test.Signatures().Should().BeEquivalentTo(test.SignatureBy(renewed), test.SignatureBy((string)made["secret"]!));

        program.Answers("gone", 410);
        (await business.Post($"webhooks/{webhook}/test")).Expect(202);
        await Eventually.IsTrue(async () => !(bool)(await business.Get("webhooks")).Expect(200)["items"]![0]!["active"]!, "it is switched off");
        ((string)(await business.Get("webhooks")).Expect(200)["items"]![0]!["disabledWhy"]!).Should().Contain("410");
        ((bool)(await business.Post($"webhooks/{webhook}/enable")).Expect(200)["active"]!).Should().BeTrue();
        (await business.Delete($"webhooks/{webhook}")).Expect(204);
        (await business.Delete($"webhooks/{webhook}")).ExpectProblem(404, "not-found");
    }

    [Theory, OnEveryDatabase]
    public async Task An_address_in_the_operators_own_network_or_without_tls_is_refused(Db db)
    {
        var platform = await Testing.Platform.On(db);
        var (business, other) = (await platform.NewBusiness(), await platform.NewBusiness());

        foreach (var url in new[] { "http://example.com/hooks", "https://127.0.0.1/x", "https://10.0.0.1", "https://[::1]/", "https://169.254.169.254/latest/meta-data", "https://localhost/x", "ftp://example.com", "https://user:secret@example.com/", "nonsense", "", new string('x', 3000) })
            (await business.Post("webhooks", new { url })).Errors("url");
        (await business.Post("webhooks", new { url = "https://example.com/hooks", events = new[] { "booking.exploded" } })).Errors("events");
        var made = (await business.Post("webhooks", new { url = "https://example.com/hooks" })).Expect(201);
        (await other.Get($"webhooks/{(string)made["webhook"]!["id"]!}/deliveries")).ExpectProblem(404, "not-found");
        (await other.Post($"webhooks/{(string)made["webhook"]!["id"]!}/test")).ExpectProblem(404, "not-found");
    }

    private sealed record Told(string Path, string Id, string Time, string Signature, string Body)
    {
        public string Type => (string)JsonNode.Parse(Body)!["type"]!;

        public JsonNode Data => JsonNode.Parse(Body)!["data"]!;

        public string[] Signatures() => Signature.Split(' ');

        public string SignatureBy(string secret) =>
            $"v1,{Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{Id}.{Time}.{Body}")))}";
    }

    /// <summary>The program on the other side: it writes down what it hears, and stumbles once where it is told to.</summary>
    private sealed class Program : IAsyncDisposable
    {
        private readonly ConcurrentQueue<Told> heard = [];
        private readonly ConcurrentDictionary<string, int> answers = [];
        private readonly ConcurrentDictionary<string, int> always = [];
        private readonly WebApplication app;

        private Program()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            app = builder.Build();
            app.MapPost("/{path}", async (string path, HttpRequest request) =>
            {
                using var reader = new StreamReader(request.Body);
                heard.Enqueue(new Told(path, request.Headers["webhook-id"].ToString(), request.Headers["webhook-timestamp"].ToString(), request.Headers["webhook-signature"].ToString(), await reader.ReadToEndAsync()));
                return Results.StatusCode(always.TryGetValue(path, out var each) ? each : answers.TryRemove(path, out var status) ? status : 204);
            });
        }

        public static async Task<Program> Start()
        {
            var program = new Program();
            await program.app.StartAsync();
            return program;
        }

        public string Address(string path) => $"{app.Urls.Single()}/{path}";

        public void AlwaysAnswers(string path, int status) => always[path] = status;

        public void Answers(string path, int status) => answers[path] = status;

        public List<Told> Heard(string path) => heard.Where(one => one.Path == path).ToList();

        public async ValueTask DisposeAsync() => await app.DisposeAsync();
    }
}
