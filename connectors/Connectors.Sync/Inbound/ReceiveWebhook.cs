using System.Security.Cryptography;
using System.Text;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Plugins;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Inbound;

/// <summary>
/// A PMS tells what changed. The secret in the address is all it can show of itself, so nothing in the body is believed but ids; they are stored, and the answer
/// goes out before anything is done about them: some vendors wait two seconds.
/// </summary>
internal sealed class ReceiveWebhook(SyncDb db, Work work, ConnectorPool pool, NewsDesk news)
{
    private const int LongestBody = 256 * 1024;

    internal sealed record Result(int Stored);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("pms/webhooks/{connectionId:guid}/{token}", async (Guid connectionId, string token, HttpRequest http, ReceiveWebhook receive, CancellationToken ct) =>
            (await receive.Handle(connectionId, token, await Read(http, ct), ct)).ToHttp(result => TypedResults.Accepted((string?)null, result)))
        .AllowAnonymous().DisableAntiforgery().WithTags("PMS").WithSummary("Where hotel systems send their news; the address with its token is on the connection's page.")
        .Produces<Result>(StatusCodes.Status202Accepted);

    public async Task<Answer<Result>> Handle(Guid connectionId, string token, string? body, CancellationToken ct)
    {
        var secret = HashOf(token);
        if (await db.Connections.AcrossBusinesses().AsNoTracking().SingleOrDefaultAsync(row => row.Id == connectionId && row.NewsSecret == secret, ct) is not { } connection)
            return Refusal.NotFound("connection");
        work.ActAs(new Actor(ActorSource.Pms, connection.BusinessId, null, connection.Name));
        if (body is null)
            return Refusal.Invalid("body", $"The message is longer than {LongestBody / 1024} KB.", "webhook-too-long");
        if (pool.Open(connection) is not { Failure: null } connector || connector.Read(body) is not { } told)
            return Refusal.Invalid("body", "This is not a message of the hotel system that is connected here.", "webhook-unreadable");
        return await Store(connection.Id, told, ct);
    }

    /// <summary>Twice at the same moment: the second finds what the first stored.</summary>
    private async Task<Answer<Result>> Store(Guid connection, IReadOnlyList<PmsNews> told, CancellationToken ct)
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var stored = await news.Note(connection, told, ct);
            if (stored == 0 || await work.TrySaveAsync(ct))
                return new Result(stored);
        }

        return Refusal.Conflict("try-again", "The same message arrives several times at this moment. Send it again.");
    }

    public static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

    /// <summary>The secret is long and random, so a plain hash is enough.</summary>
    public static string HashOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Null when it is too long.</summary>
    private static async Task<string?> Read(HttpRequest http, CancellationToken ct)
    {
        using var reader = new StreamReader(http.Body, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var text = new char[LongestBody + 1];
        var length = await reader.ReadBlockAsync(text, ct);
        return length > LongestBody ? null : new string(text, 0, length);
    }
}
