using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.GuestApp.Features.SigningIn;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using BookingPlatform.NoShow.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookingPlatform.GuestApp.Features.Me;

/// <summary>
/// Everything the Guest App knows about the guest, to take along (GDPR, article 20): as a file for programs, and the same as a page to read and print. What staff wrote about them is asked for at
/// the business, which looks at it first.
/// </summary>
internal sealed class MyData(Sessions sessions, MyDetails details, MyBookings bookings, IBookingLog log, IOwnNoShows noShows, IBusinesses businesses, Work work)
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    internal sealed record File(string Business, DateTimeOffset At, MyProfile Profile, IReadOnlyList<BookingInFile> Bookings, IReadOnlyList<OwnNoShow> NoShows);

    /// <param name="BookedAs">The name it was booked in.</param>
    /// <param name="Notes">What was written down when it was made.</param>
    internal sealed record BookingInFile(MyBooking Booking, string? BookedAs, string? Notes, DateTime? MadeAt);

    public static void Map(IEndpointRouteBuilder guests) => guests
        .MapGet("/me/data.json", async (MyData feature, CancellationToken ct) =>
            (await feature.Read(ct)).ToHttp(file => TypedResults.File(JsonSerializer.SerializeToUtf8Bytes(file, Readable), "application/json", "my-data.json")))
        .WithName("MyData").Produces<File>();

    public async Task<Answer<File>> Read(CancellationToken ct)
    {
        if (!(await details.Read(ct)).Is(out var profile, out var refusal))
            return refusal;
        var id = (await sessions.Customer(ct))!.Id;
        var logged = (await log.Of([id], ct)).ToDictionary(booking => booking.Id);
        var mine = (await bookings.All(ct)).Value.Items.Select(booking => logged.TryGetValue(booking.Id, out var made)
            ? new BookingInFile(booking, made.BookedAs, made.Path is BookingPath.Online ? made.Notes : null, made.MadeAtUtc)
            : new BookingInFile(booking, null, null, null)).ToList();
        work.Audit(new AuditEntry { Subject = "customer", SubjectId = id, Action = "guest.data-taken", Sentence = "The guest took their own data along." });
        await work.SaveAsync(ct);
        return new File((await businesses.Get(work.BusinessId, ct)).Name, new(work.Now), profile, mine, await noShows.Of(id, ct));
    }
}
