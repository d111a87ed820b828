using System.Net;
using System.Text;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.GuestApp.Tests;

/// <summary>Whatever is sent to the guests' door is answered clearly, and changes nothing.</summary>
public sealed class BadInput
{
    private static readonly string[] Values = ["\"\"", "\" \"", "\"\\u0000\"", "\"a\\u0000@b.example\"", "\"مرحبا\"", "\"👩‍🚀@👩‍🚀\"", "\"\\ud800@b.example\"", $"\"{new string('x', 20_000)}@b.example\"", "7", "[]", "{}", "true", "null"];

    [Theory, OnEveryDatabase]
    public async Task No_field_of_the_door_gives_a_5xx(Db db)
    {
        var house = await House.Open(db);
        using var phone = new Phone(house);
        var (some, paths) = (Guid.NewGuid(), new List<(string Path, string Field, string More)>
        {
            ("sign-in-links", "email", ""), ("sign-in-codes", "email", ""), ("sign-in", "email", ",\"password\":\"x\""), ("sign-in", "password", ",\"email\":\"a@b.example\""),
            ("claim", "email", ",\"code\":\"ABCD-EFGH\""), ("claim", "code", ",\"email\":\"a@b.example\""),
        });
        paths.Add(($"sign-in-codes/{some}", "code", ""));
        paths.Add(($"claim/{some}", "code", ""));
        foreach (var (path, field, more) in paths)
            foreach (var value in Values)
                (await Send(phone, path, $"{{\"{field}\":{value}{more}}}")).Should().BeInRange(400, 499, $"{path} {field} {value[..Math.Min(30, value.Length)]}");
        foreach (var body in new[] { "", "{", "[]", "7", "\"x\"" })
            (await Send(phone, "claim", body)).Should().BeInRange(400, 499, body);
    }

    [Theory, OnEveryDatabase]
    public async Task No_field_behind_the_door_gives_a_5xx(Db db)
    {
        var house = await House.Open(db);
        var booking = await house.Book(await house.Customer("Anna", "anna@bad.example"));
        using var phone = await Phone.SignedIn(house, "anna@bad.example");
        foreach (var value in Values)
        {
            (await Send(phone, "me/email", $"{{\"email\":{value}}}")).Should().BeInRange(400, 499);
            (await Send(phone, $"me/no-shows/{booking.Id}/objection", $"{{\"text\":{value}}}")).Should().BeInRange(400, 499);
            (await Send(phone, $"me/bookings/{booking.Id}/move", $"{{\"startsAt\":{value}}}")).Should().BeInRange(400, 499);
            (await phone.Send(HttpMethod.Put, "me/profile", null, request => request.Content = Json($"{{\"phone\":{value}}}"))).Status.Should().BeLessThan(500);
        }

        foreach (var query in new[] { "", "?from=x", "?from=0001-01-01", "?from=9999-12-31", "?from=2026-01-01&until=2036-01-01" })
            (await phone.Get($"me/bookings/{booking.Id}/times{query}")).Status.Should().BeInRange(400, 499, query);
        foreach (var query in new[] { "?from=x", "?from=0001-01-01", "?from=9999-12-31" })
            (await phone.Open($"/me/bookings/{booking.Id}/move{query}")).Expect(HttpStatusCode.OK);
        (await phone.Bookings()).Should().ContainSingle();
    }

    [Theory, OnEveryDatabase]
    public async Task A_known_and_an_unknown_address_are_the_same_work(Db db)
    {
        var house = await House.Open(db);
        await house.Customer("Kay", "kay@work.example");
        using var phone = new Phone(house);
        foreach (var email in new[] { "kay@work.example", "nil@work.example" })
            foreach (var path in new[] { "sign-in-links", "sign-in-codes" })
                (await phone.Post(path, new { email })).Expect(202);

        var rows = await house.Business.Platform.Inside(house.Business, services => services.GetRequiredService<GuestAppDb>().Challenges.AsNoTracking().ToListAsync());

        rows.GroupBy(row => row.Email).Select(of => string.Join(' ', of.Select(row => $"{row.Kind} {row.CustomerId} {row.Language} {row.TriesLeft}").Order(StringComparer.Ordinal))).Distinct()
            .Should().ContainSingle("one row and one errand each: who it is, is looked up when the mail is handed over");
    }

    private static async Task<int> Send(Phone phone, string path, string body) => (await phone.Send(HttpMethod.Post, path, null, request => request.Content = Json(body))).Status;

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
