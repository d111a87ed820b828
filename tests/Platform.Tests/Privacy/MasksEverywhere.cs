using System.Net;
using System.Text.RegularExpressions;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Platform.Tests.Matrix;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.AspNetCore.Routing;
using Xunit;

namespace BookingPlatform.Platform.Tests.Privacy;

/// <summary>Whoever may do everything but reveal sees emails and telephones in part only, wherever they look: every page and every GET of the API, read from the endpoints themselves.</summary>
[Trait("Criterion", "H-5")]
public sealed partial class MasksEverywhere
{
    private const string Phone = "912555014";

    [Fact]
    public async Task No_page_and_no_answer_tells_a_contact_to_who_may_not_reveal()
    {
        var platform = await Testing.Platform.On(Db.Sqlite);
        var house = await Filled(platform);
        var endpoints = (await Endpoints.All()).Where(endpoint => !endpoint.IsOpen() && endpoint.Method() == HttpMethod.Get).ToList();
        using var manager = await Desk.Of(house.Business, await Blind(house.Business));
        using var program = platform.Client();
        program.DefaultRequestHeaders.Authorization = new("Bearer", await platform.NewKey(house.Business, [.. Right.All.Where(right => right is not Right.RevealCustomers)]));

        var pages = await Leaks(house, manager.Http, [.. Addresses(house, endpoints.Where(endpoint => !endpoint.IsApi())), .. Looks(house)]);
        var answers = await Leaks(house, program, [.. Addresses(house, endpoints.Where(Endpoints.IsApi)), .. Asked(house)]);

        pages.Concat(answers).Should().BeEmpty();
    }

    /// <summary>The control: the same looks by somebody who may reveal do find them.</summary>
    [Fact]
    public async Task Whoever_may_reveal_finds_them_on_the_way()
    {
        var house = await Filled(await Testing.Platform.On(Db.Sqlite));
        using var owner = await Desk.Of(house.Business);

        (await Leaks(house, owner.Http, [.. Looks(house)])).Should().HaveCountGreaterThan(8);
    }

    private static async Task<FilledHouse> Filled(Testing.Platform platform)
    {
        var business = await platform.NewBusiness();
        var house = await FilledHouse.Open(business);
        var itinerary = house.Ids["bookings_itineraries"];
        await business.Post($"itineraries/{itinerary}/guests", new { firstName = "Ida", lastName = "Itinerant", email = $"{house.Word}@guests.example", phone = $"+351{Phone}" });
        var unreachable = (await business.Get("customers")).Json["items"]!.AsArray().Single(one => one!["email"] is null && (string?)one["lastName"] == house.Word)!["id"]!.GetValue<Guid>();
        (await business.Post("bookings", new { serviceId = house.Ids["bookings_services"], startsAt = house.Booked.Replace("10:00", "13:00", StringComparison.Ordinal), customer = new { id = unreachable }, path = "validated", bookWithoutEmail = true })).Expect(201);
        return house;
    }

    /// <summary>A manager from whom one right is withheld.</summary>
    private static async Task<string> Blind(TestBusiness business)
    {
        var email = await business.Platform.NewStaff(business, "Manager");
        var person = (string)(await business.Get("team")).Json["items"]!.AsArray().Single(one => (string?)one!["email"] == email)!["id"]!;
        (await business.Patch($"team/{person}", new { withheldRights = new[] { Right.RevealCustomers } })).Expect(204);
        return email;
    }

    private static IEnumerable<string> Addresses(FilledHouse house, IEnumerable<RouteEndpoint> endpoints) => endpoints.Select(endpoint =>
    {
        using var request = endpoint.Request(house.Named);
        return request.RequestUri!.OriginalString;
    });

    private static IEnumerable<string> Looks(FilledHouse house)
    {
        var (customer, booking, word) = (house.Ids["customers_customers"], house.Ids["bookings_bookings"], house.Word);
        string[] found = ["/customers?q=", "/search?q=", "/search/options?q=", "/bookings/new/customers?q=", "/bookings?q=", "/messages?q=", "/customers/merge?q="];
        return [.. found.Select(address => address + word),
            .. new[] { "bookings", "bills", "messages", "notes", "links", "history", "privacy" }.Select(tab => $"/customers/{customer}?tab={tab}"),
            .. new[] { "customer", "payment", "messages", "history" }.Select(tab => $"/bookings/{booking}?tab={tab}"),
            $"/bookings/new?customerId={customer}&step=checkout", $"/bookings/new/lookalikes?firstName={word}&lastName={word}", $"/bookings/{booking}?done=made",
            $"/customers/looks-like?firstName={word}&lastName={word}", $"/customers/merge?id={customer}&id={house.Named("twin")}", $"/bookings/assign?booking={booking}",
            $"/customers/email-check?email={word}@guests.example", $"/agenda?date={house.Booked[..10]}", $"/agenda?view=list&date={house.Booked[..10]}"];
    }

    private static IEnumerable<string> Asked(FilledHouse house) =>
        [$"/api/v1/customers?q={house.Word}", $"/api/v1/bookings?q={house.Word}", $"/api/v1/messages?customerId={house.Ids["customers_customers"]}", $"/api/v1/bookings?customerId={house.Ids["customers_customers"]}",
            $"/api/v1/itineraries?customerId={house.Ids["customers_customers"]}", "/api/v1/audit?pageSize=200"];

    private static async Task<List<string>> Leaks(FilledHouse house, HttpClient http, IReadOnlyCollection<string> addresses)
    {
        var leaks = new List<string>();
        var opened = 0;
        foreach (var address in addresses)
        {
            using var answer = await http.GetAsync(address);
            opened += answer.StatusCode is HttpStatusCode.OK ? 1 : 0;
            // What the look itself asked for comes back as what was typed.
            var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()).Replace(WebUtility.UrlDecode(address), "", StringComparison.Ordinal);
            var at = text.IndexOf($"{house.Word}@", StringComparison.OrdinalIgnoreCase);
            if (at >= 0 || Spaces().Replace(text, "").Contains(Phone, StringComparison.Ordinal))
                leaks.Add($"{address}: {(at < 0 ? "phone" : text[Math.Max(0, at - 60)..Math.Min(text.Length, at + 40)].ReplaceLineEndings(" "))}");
        }

        opened.Should().BeGreaterThan(addresses.Count / 2, "what was not shown proves nothing");
        return leaks;
    }

    [GeneratedRegex(@"[\s().-]")]
    private static partial Regex Spaces();
}
