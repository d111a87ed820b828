using System.Text.Json.Nodes;

namespace BookingPlatform.Connectors.Tests.Fakes;

/// <summary>Locks on reservations, and the queue of business events.</summary>
public sealed partial class FakeOpera
{
    /// <summary>Reservations that somebody at the desk has open.</summary>
    public HashSet<string> OpenElsewhere { get; } = [];

    /// <summary>Handles given and not given back, by reservation.</summary>
    public Dictionary<string, long> Locks { get; } = [];

    /// <summary>What the queue of our external system holds; reading empties it.</summary>
    public Queue<JsonObject> Events { get; } = new();

    private Reply TakeLock(string reservation)
    {
        if (!Reservations.ContainsKey(reservation))
            return NotFound();
        if (OpenElsewhere.Contains(reservation))
            return Reply.Ok(new JsonObject { ["existingReservationLock"] = new JsonObject { ["lockHandle"] = null, ["createdBy"] = "EMARTINS" } });
        Locks[reservation] = ++number;
        return Reply.Ok(new JsonObject { ["acquiredReservationLock"] = new JsonObject { ["lockHandle"] = number, ["recordType"] = "Reservation", ["recordId"] = reservation } });
    }

    private Reply TakeEvents()
    {
        var taken = new JsonArray();
        while (taken.Count < 20 && Events.TryDequeue(out var told))
            taken.Add(told);
        return taken.Count == 0 ? new Reply(204) : Reply.Ok(new JsonObject { ["businessEventData"] = taken });
    }

    /// <summary>An event as OPERA queues it.</summary>
    public static JsonObject Told(string id, string profile, string module = "PROFILE") => new()
    {
        ["businessEventId"] = new JsonObject { ["id"] = id, ["type"] = "BusinessEventId" },
        ["businessEvent"] = new JsonObject { ["header"] = new JsonObject { ["moduleName"] = module, ["actionType"] = "UPDATE PROFILE", ["actionId"] = 42, ["primaryKey"] = profile } },
    };
}
