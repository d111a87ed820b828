using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Inbound;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Features;

/// <summary>Whose values count where a hotel system and we differ, and what else goes along.</summary>
internal sealed class ConnectionRules(SyncDb db, Work work)
{
    /// <summary><c>platform</c>, <c>pms</c> or <c>newest</c> for each field.</summary>
    internal sealed record Rules(FieldOwner Name, FieldOwner Email, FieldOwner Phone, FieldOwner Address)
    {
        /// <summary>Whoever is blocked from booking online is banned there.</summary>
        public bool BlocksBan { get; init; }

        /// <summary>Guests who appear there become customers here.</summary>
        public bool TakesGuests { get; init; } = true;

        public int Version { get; init; }

        public static Rules Of(Connection connection) => new(connection.NameOwner, connection.EmailOwner, connection.PhoneOwner, connection.AddressOwner)
        {
            BlocksBan = connection.BlocksBan,
            TakesGuests = connection.TakesGuests,
            Version = connection.Version,
        };
    }

    /// <param name="Address">Path of the address, with its secret; shown once and never again.</param>
    internal sealed record NewsAddress(string Address);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("pms/connections/{id:guid}/rules", async (Guid id, ConnectionRules rules, CancellationToken ct) => (await rules.Read(id, ct)).ToHttp())
            .Needs(Right.ManageSettings).WithTags("PMS").WithSummary("Whose values count.").Produces<Rules>();
        api.MapPut("pms/connections/{id:guid}/rules", async (Guid id, Rules wanted, HttpRequest http, ConnectionRules rules, CancellationToken ct) => (await rules.Change(id, wanted, IfMatch.Version(http), ct)).ToHttp())
            .Needs(Right.ManageSettings).WithTags("PMS").WithSummary("Change whose values count.").Produces<Rules>();
        api.MapPost("pms/connections/{id:guid}/webhook", async (Guid id, ConnectionRules rules, CancellationToken ct) => (await rules.NewAddress(id, ct)).ToHttp())
            .Needs(Right.ManageSettings).WithTags("PMS").WithSummary("A new address for the hotel system to send its news to; an earlier one stops working.").Produces<NewsAddress>();
    }

    public async Task<Answer<Rules>> Read(Guid id, CancellationToken ct) =>
        await db.Connections.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct) is { } connection ? Rules.Of(connection) : Refusal.NotFound("connection");

    public async Task<Answer<Rules>> Change(Guid id, Rules wanted, int? seenVersion, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (await db.Connections.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } connection)
            return Refusal.NotFound("connection");
        if (seenVersion is { } seen && seen != connection.Version)
            return Refusal.Stale();
        var before = Rules.Of(connection);
        (connection.NameOwner, connection.EmailOwner, connection.PhoneOwner, connection.AddressOwner) = (wanted.Name, wanted.Email, wanted.Phone, wanted.Address);
        (connection.BlocksBan, connection.TakesGuests) = (wanted.BlocksBan, wanted.TakesGuests);
        work.Audit(new AuditEntry
        {
            Subject = "setting",
            SubjectId = id,
            Action = "pms.rules",
            Sentence = $"Rules of the connection {connection.Name} changed",
            Before = $"{before}",
            After = $"{wanted}",
        });
        await work.SaveAsync(ct);
        return Rules.Of(connection);
    }

    public async Task<Answer<NewsAddress>> NewAddress(Guid id, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (await db.Connections.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } connection)
            return Refusal.NotFound("connection");
        var token = ReceiveWebhook.NewToken();
        connection.NewsSecret = ReceiveWebhook.HashOf(token);
        work.Audit(new AuditEntry { Subject = "setting", SubjectId = id, Action = "pms.webhook", Sentence = $"New webhook address for the connection {connection.Name}" });
        await work.SaveAsync(ct);
        return new NewsAddress($"/api/v1/pms/webhooks/{id}/{token}");
    }
}
