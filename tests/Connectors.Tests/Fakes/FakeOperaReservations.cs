using System.Text.Json.Nodes;

namespace BookingPlatform.Connectors.Tests.Fakes;

/// <summary>Its reservations: each with a guest who is not the primary one, and changed only under a lock.</summary>
public sealed partial class FakeOpera
{
    private Reply Reassign(string reservation, JsonObject body, bool change)
    {
        var guest = body["reservations"]![0]!["reservationGuests"]![0]!;
        if (!Reservations.ContainsKey(reservation))
            return NotFound();
        if (!Locks.TryGetValue(reservation, out var held) || body["reservations"]![0]!["lockHandle"]?.GetValue<long>() != held)
            return new Reply(400, Error("OPERAWS-RSV00042", "The reservation is not locked by this session."));
        if (change && guest["primary"]!.GetValue<bool>())
            Reservations[reservation] = Text(guest["profileInfo"]!["profileIdList"]![0], "id")!;
        return Reply.Ok(new JsonObject { ["reservations"] = new JsonArray() });
    }

    private static Reply Reservation(string id, string guest) => Reply.Ok(new JsonObject
    {
        ["reservations"] = new JsonObject
        {
            ["reservation"] = new JsonArray(new JsonObject
            {
                ["reservationIdList"] = new JsonArray(new JsonObject { ["id"] = id, ["type"] = "Reservation" }),
                ["reservationGuests"] = new JsonArray(Guest("1", primary: false), Guest(guest, primary: true)),
            }),
        },
    });

    private static JsonObject Guest(string profile, bool primary) => new()
    {
        ["primary"] = primary,
        ["profileInfo"] = new JsonObject { ["profileIdList"] = new JsonArray(new JsonObject { ["id"] = profile, ["type"] = "Profile" }) },
    };
}
