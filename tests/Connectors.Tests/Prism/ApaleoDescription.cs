using BookingPlatform.Apaleo;
using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Connectors.Tests.Prism;

/// <summary>Every request that the apaleo connector sends fits the vendor's own description.</summary>
[Collection(SwaggerPrismCollection.Name)]
public sealed class ApaleoDescription(SwaggerPrism prism)
{
    private const string Reservation = """
        {"id":"R-1","bookingId":"R","status":"Confirmed","primaryGuest":{"firstName":"Ann","lastName":"Lee","email":"ann@example.com"},
         "additionalGuests":[{"lastName":"Lee","firstName":"Bo","email":"bo@example.com"}],"booker":{"firstName":"Ann","lastName":"Lee","email":"ann@example.com"}}
        """;

    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly GuestChange Change = new() { Email = PushableEmail.From("anne@example.com", EmailStanding.Deliverable) };

    [PmsSpecsFact]
    public Task Asking_what_changed() => Proves("GET /booking/v1/reservations?dateFilter", pms => pms.ChangedSince(null, Ct), sent => sent.With("dateFilter=Modification", "dateFilter=Rumour"));

    [PmsSpecsFact]
    public Task Testing_the_connection() => Proves("GET /booking/v1/reservations?", pms => pms.TestConnection(Ct), sent => sent.With("pageSize=100", "pageSize=all"));

    [PmsSpecsFact]
    public Task Finding() => Proves("GET /booking/v1/reservations?", pms => pms.FindGuests(new GuestQuery { Email = "ann@example.com" }, Ct), sent => sent.With("Confirmed", "Confirmd"));

    [PmsSpecsFact]
    public Task Reading_a_guest() => Proves("GET /booking/v1/reservations/R-1", pms => pms.ReadGuest(new ExternalGuestId("R-1:primary:0"), Ct), sent => sent.Without("Authorization"));

    [PmsSpecsFact]
    public Task Reading_a_booker() => Proves("GET /booking/v1/bookings/R", pms => pms.ReadGuest(new ExternalGuestId("R:booker:0"), Ct), sent => sent.With("expand=reservations", "expand=everything"));

    [PmsSpecsFact]
    public Task Updating_a_guest() => Proves("PATCH /booking/v1/reservations/R-1", pms => pms.UpdateGuest(new ExternalGuestId("R-1:primary:0"), Change, Ct), sent => sent.With("\"op\"", "\"opp\""));

    [PmsSpecsFact]
    public Task Updating_a_companion() => Proves("PATCH /booking/v1/reservations/R-1", pms => pms.UpdateGuest(new ExternalGuestId("R-1:additional:0"), Change, Ct), sent => sent with { Body = "{}" });

    [PmsSpecsFact]
    public Task Updating_a_booker() => Proves("PATCH /booking/v1/bookings/R", pms => pms.UpdateGuest(new ExternalGuestId("R:booker:0"), Change, Ct), sent => sent.With("\"path\"", "\"pfad\""));

    [PmsSpecsFact]
    public Task Adding_a_note() => Proves("PATCH /booking/v1/reservations/R-1", pms => pms.AddNote(new ExternalGuestId("R-1:primary:0"), "Allergic to nuts", Ct), sent => sent.With("\"add\"", "7"));

    [PmsSpecsFact]
    public Task Marking_a_no_show() => Proves("PUT /booking/v1/reservation-actions/R-1/noshow", pms => pms.MarkNoShow(new ExternalReservationId("R-1"), Ct), sent => sent.Without("Authorization"));

    private Task Proves(string operation, Func<IPmsConnector, Task> story, Func<Sent, Sent> fault)
    {
        var settings = new Dictionary<string, string>
        {
            ["address"] = prism.Address.ToString(),
            ["token-address"] = prism.Address.ToString(),
            ["client-id"] = "id",
            ["client-secret"] = "secret",
            ["property-id"] = "MUC",
        };
        var conformance = new Conformance(prism, new ApaleoPlugin(), settings)
        {
            Instead = sent => (sent.Method, sent.Target.Split('?')[0]) switch
            {
                ("GET", "/booking/v1/reservations/R-1") => Reservation,
                ("GET", "/booking/v1/bookings/R") => """{"id":"R","booker":{"firstName":"Ann","lastName":"Lee","email":"ann@example.com"},"reservations":[{"id":"R-1","status":"Confirmed"}]}""",
                ("GET", "/booking/v1/reservations") => """{"reservations":[],"count":0}""",
                _ => null,
            },
        };
        return conformance.Proves(story, sent => $"{sent.Method} {sent.Target}".StartsWith(operation, StringComparison.Ordinal), fault);
    }
}
