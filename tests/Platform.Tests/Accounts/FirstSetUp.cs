using System.Net;
using System.Text.RegularExpressions;
using BookingPlatform.Host.Accounts.Setup;
using BookingPlatform.Kernel;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace BookingPlatform.Platform.Tests.Accounts;

public sealed partial class FirstSetUp
{
    [Theory, OnEveryDatabase]
    public async Task The_first_visitor_who_knows_the_code_opens_the_business_and_is_signed_in(Db db)
    {
        using var console = new StringWriter();
        await using var platform = await Start(db, console);
        using var desk = new Desk(platform);
        (await desk.Open("/sign-in")).Location.Should().Be("/setup");

        var business = await desk.Send(await desk.Open("/setup"), "setup", ("code", CodesOn(console).Single().ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)));
        var you = await desk.Send(business, "setup", Harbour);
        var done = await desk.Send(you, "setup", Marta);

        done.Expect(HttpStatusCode.Redirect);
        done.Location.Should().Be("/");
        (await desk.Open("/settings/team")).Text.Should().Contain("Marta Costa").And.Contain("Owner");
        (await desk.Open("/setup")).Location.Should().Be("/");
    }

    [Fact]
    public async Task Without_the_code_nothing_is_opened()
    {
        using var console = new StringWriter();
        await using var platform = await Start(Db.Sqlite, console);
        using var desk = new Desk(platform);

        var refused = await desk.Send(await desk.Open("/setup"), "setup", [("code", "AAAA-AAAA"), ("at", "you"), .. Harbour, .. Marta]);

        refused.Expect(HttpStatusCode.UnprocessableEntity).ErrorOf("code").Should().Contain("not the code");
        (await platform.Services.GetRequiredService<IBusinesses>().All(CancellationToken.None)).Should().BeEmpty();
    }

    [Fact]
    public async Task Five_wrong_tries_end_a_code_and_print_a_new_one()
    {
        using var console = new StringWriter();
        await using var platform = await Start(Db.Sqlite, console);
        using var desk = new Desk(platform);
        var first = CodesOn(console).Single();
        for (var attempt = 0; attempt < 5; attempt++)
            await desk.Send(await desk.Open("/setup"), "setup", ("code", "AAAA-AAAA"));

        var withOld = await desk.Send(await desk.Open("/setup"), "setup", ("code", first));
        var withNew = await desk.Send(await desk.Open("/setup"), "setup", ("code", CodesOn(console)[^1]));

        CodesOn(console).Should().HaveCount(2).And.OnlyHaveUniqueItems();
        withOld.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        withNew.Expect(HttpStatusCode.OK).Document.QuerySelector("[name=name]").Should().NotBeNull();
    }

    [Fact]
    public async Task What_is_wrong_stands_beside_its_field_and_what_was_typed_is_kept()
    {
        using var console = new StringWriter();
        await using var platform = await Start(Db.Sqlite, console);
        using var desk = new Desk(platform);
        var code = ("code", CodesOn(console).Single());

        var business = await desk.Send(await desk.Open("/setup"), "setup", [code, ("at", "business"), ("name", "Café Zürich"), ("country", "CH"), ("timeZone", "Europe/Atlantis"), ("currency", "CHF"), ("language", "de-CH")]);
        var you = await desk.Send(await desk.Open("/setup"), "setup", [code, ("at", "you"), .. Harbour, ("owner.name", "Marta"), ("owner.email", "marta@harbour.example"), ("owner.password", "short")]);

        business.Expect(HttpStatusCode.UnprocessableEntity).ErrorOf("timeZone").Should().Contain("Europe/Lisbon");
        business.Document.QuerySelector("[name=name]")!.GetAttribute("value").Should().Be("Café Zürich");
        you.Expect(HttpStatusCode.UnprocessableEntity).ErrorOf("owner.password").Should().Contain("12");
        you.Html.Should().NotContain("short\"");
    }

    [Fact]
    public async Task The_API_does_not_wait_for_the_set_up()
    {
        using var console = new StringWriter();
        await using var platform = await Start(Db.Sqlite, console);

        var answer = await platform.Client().GetAsync("/api/v1/customers");

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    private static readonly (string, string)[] Harbour = [("name", "Harbour Hotel"), ("country", "PT"), ("timeZone", "Europe/Lisbon"), ("currency", "EUR"), ("language", "en-GB")];

    private static readonly (string, string)[] Marta = [("owner.name", "Marta Costa"), ("owner.email", "marta@harbour.example"), ("owner.password", TestBusiness.Password)];

    private static Task<Testing.Platform> Start(Db db, StringWriter console) =>
        Testing.Platform.Start(db, services: services => services.Replace(ServiceDescriptor.Singleton(new SetupConsole(TextWriter.Synchronized(console)))));

    private static List<string> CodesOn(StringWriter console) => Code().Matches(console.ToString()).Select(match => match.Value).ToList();

    [GeneratedRegex("[0-9A-Z]{4}-[0-9A-Z]{4}")]
    private static partial Regex Code();
}
