using System.IO.Compression;
using System.Text.RegularExpressions;
using BookingPlatform.Bookings.Agenda;
using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Bookings.Tests.Stories;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Xunit.Abstractions;
using Desk = BookingPlatform.Bookings.Tests.Stories.Desk;

namespace BookingPlatform.Bookings.Tests.Agenda;

/// <summary>The agenda in statements and kilobytes, with 500 bookings a week and with ten times as many.</summary>
public sealed partial class AgendaCosts(ITestOutputHelper output)
{
    private const int FirstVisit = 120 * 1024;
    private const int FurtherPage = 30 * 1024;

    [Fact]
    [Trait("Performance", "agenda")]
    public async Task A_week_of_500_bookings_takes_at_most_six_statements_and_one_of_5000_no_more()
    {
        var desk = await Desk.Open(Db.PostgreSql);
        await Fill(desk, 500);
        await Look(desk);
        var few = await RoundTrips.Of(() => Look(desk));

        await Fill(desk, 4500);
        var many = await RoundTrips.Of(() => Look(desk));

        output.WriteLine($"500 bookings: {few} statements, 5,000: {many}");
        few.Should().BeInRange(3, 6);
        many.Should().Be(few);
    }

    [Fact]
    [Trait("Performance", "agenda")]
    public async Task Every_view_of_500_bookings_a_week_is_light()
    {
        var desk = await Desk.Open(Db.Sqlite);
        await Fill(desk, 500);
        using var staff = await BookingPlatform.Testing.Desk.Of(desk.Business);
        var (_, html) = await Fetch(staff.Http, Address(desk, "week"));
        var assets = 0L;
        foreach (var asset in Named().Matches(html).Select(match => match.Groups[1].Value).Append("/lib/inter-latin-wght-normal.woff2").Distinct())
            assets += (await Fetch(staff.Http, asset)).Bytes;

        foreach (var view in new[] { "day", "3days", "week", "month", "list", "rooms" })
        {
            var (page, text) = await Fetch(staff.Http, Address(desk, view));
            output.WriteLine($"{view}: page {page / 1024.0:0.0} KB ({text.Length / 1024.0:0} KB unpacked), first visit {(page + assets) / 1024.0:0.0} KB");
            page.Should().BeLessThan(FurtherPage, view);
            (page + assets).Should().BeLessThan(FirstVisit, view);
        }
    }

    private static string Address(Desk desk, string view) => $"/agenda?view={view}&date={desk.SomeDay:yyyy-MM-dd}";

    private static Task<int> Look(Desk desk) => desk.Business.Platform.Inside(desk.Business, async services =>
        (await services.GetRequiredService<AgendaWeek>().View(new(desk.SomeDay), default)).Value.Days.Sum(day => day.Bookings.Count));

    /// <summary>Past the front door, because what is measured is reading; eight people, nine hours, seven days.</summary>
    private static async Task Fill(Desk desk, int bookings)
    {
        var people = new List<Guid>();
        for (var i = 0; i < 8; i++)
            people.Add(await desk.Resource("person", $"Therapist {Guid.NewGuid():N}"[..16], Desk.AllDays("09:00", "20:00")));
        var customer = await desk.Customer("Ana", $"Silva {bookings}", $"ana{bookings}@example.com");
        await desk.Business.Platform.Inside(desk.Business, async services =>
        {
            var db = services.GetRequiredService<BookingsDb>();
            var service = await db.Services.AsNoTracking().SingleAsync(one => one.Id == desk.Massage);
            var resources = await db.Resources.AsNoTracking().Where(one => people.Contains(one.Id)).ToListAsync();
            var card = (await services.GetRequiredService<ICustomers>().FindMany([customer], default))[customer];
            for (var i = 0; i < bookings; i++)
            {
                var start = desk.SomeDay.AddDays(i % 7).ToDateTime(new TimeOnly(9 + i / 56 % 9, 0), DateTimeKind.Utc);
                db.Bookings.Add(Booking.Make(new Slot(service, resources[i / 7 % 8], null, new(start, start.AddHours(1))) { Quote = new(new(service.PriceMinor, service.Currency), []) }, card, new(1, BookingPath.Unvalidated, null, null, null), start.AddDays(-9)));
            }

            await services.GetRequiredService<Work>().SaveAsync(default);
            return bookings;
        });
    }

    /// <returns>Bytes as sent, and the text.</returns>
    private static async Task<(long Bytes, string Text)> Fetch(HttpClient http, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Accept-Encoding", "br");
        using var answer = await http.SendAsync(request);
        answer.IsSuccessStatusCode.Should().BeTrue(address);
        var sent = await answer.Content.ReadAsByteArrayAsync();
        using var memory = new MemoryStream(sent);
        await using Stream stream = answer.Content.Headers.ContentEncoding.Contains("br") ? new BrotliStream(memory, CompressionMode.Decompress) : memory;
        using var reader = new StreamReader(stream);
        return (sent.Length, await reader.ReadToEndAsync());
    }

    [GeneratedRegex("(?:href|src)=\"(/(?:css|js|lib|favicon)[^\"#]*)")]
    private static partial Regex Named();
}
