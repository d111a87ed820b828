using BookingPlatform.Cloudbeds;
using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Connectors.Tests.Prism;

/// <summary>Every request that the Cloudbeds connector sends fits the vendor's own description.</summary>
[Collection(CloudbedsPrismCollection.Name)]
public sealed class CloudbedsDescription(CloudbedsPrism prism)
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly ExternalGuestId Guest = new("9001");
    private static readonly ExternalReservationId Reservation = new("R1");

    [PmsSpecsFact]
    public Task Testing_the_connection() => Proves("getHotelDetails", pms => pms.TestConnection(Ct), sent => sent.Without("x-api-key"));

    [PmsSpecsFact]
    public Task Finding_by_email() => Proves("getGuestList", pms => pms.FindGuests(new GuestQuery { Email = "ann@example.com" }, Ct), sent => sent.With("pageNumber=1", "pageNumber=first"));

    [PmsSpecsFact]
    public Task Finding_by_name() => Proves("getGuestList", pms => pms.FindGuests(new GuestQuery { Name = new GuestName("Zoë", "Lee & Co") }, Ct), sent => sent.With("pageSize=100", "pageSize=all"));

    [PmsSpecsFact]
    public Task Reading() => Proves("getGuest", pms => pms.ReadGuest(Guest, Ct), sent => sent.Without("x-api-key"));

    [PmsSpecsFact]
    public Task Updating() => Proves("putGuest", pms => pms.UpdateGuest(Guest, WholeChange, Ct), sent => sent.With("guestEmail=", "guestEmial="));

    [PmsSpecsFact]
    public Task Looking_for_a_note() => Proves("getGuestNotes", pms => pms.AddNote(Guest, "Allergic to nuts", Ct), sent => sent.With("guestID=9001", "guest=9001"));

    [PmsSpecsFact]
    public Task Adding_a_note() => Proves("postGuestNote", pms => pms.AddNote(Guest, "Allergic to nuts", Ct), sent => sent.With("guestNote=", "guestNotes="));

    [PmsSpecsFact]
    public Task Reading_a_reservation() => Proves("getReservation", pms => pms.MarkNoShow(Reservation, Ct), sent => sent.With("reservationID=", "reservation="));

    [PmsSpecsFact]
    public Task Marking_a_no_show() => Proves("putReservation", pms => pms.MarkNoShow(Reservation, Ct), sent => sent.With("status=no_show", "status=noshow"));

    [PmsSpecsFact]
    public Task Reassigning() => Proves("postGuestsToRoom", pms => pms.ReassignReservation(Reservation, Guest, Ct), sent => sent.With("mainGuestId=", "mainGuestID="));

    [PmsSpecsFact]
    public Task Asking_what_changed() => Proves("getGuestsModified", pms => pms.ChangedSince(null, Ct), sent => sent.With("resultsFrom=", "resultsFrom=soon"));

    private static readonly GuestChange WholeChange = new()
    {
        Name = new GuestName("Anne", "Leigh"),
        Email = PushableEmail.From("anne@example.com", EmailStanding.Deliverable),
        Phone = "+44 20 7946 0000",
        Address = new PostalAddress { Line1 = "1 Main St", City = "San José", PostalCode = "95113", RegionCode = "US-CA", CountryCode = "US" },
    };

    private Task Proves(string operation, Func<IPmsConnector, Task> story, Func<Sent, Sent> fault)
    {
        var settings = new Dictionary<string, string> { ["address"] = prism.Address.ToString(), ["api-key"] = "cbat_key", ["property-id"] = "37" };
        var conformance = new Conformance(prism, new CloudbedsPlugin(), settings)
        {
            Root = "/api/v1.3",
            Instead = sent => sent.Target.Split('?')[0] switch
            {
                "/getGuest" => """{"success":true,"data":{"firstName":"Ann","lastName":"Lee","email":"ann@example.com"}}""",
                "/getGuestsModified" => """{"success":true,"data":[]}""",
                "/getGuestNotes" => """{"success":true,"data":[]}""",
                "/getReservation" => """{"success":true,"data":{"status":"confirmed","assigned":[{"roomID":"101"}],"guestList":{}}}""",
                "/getHotelDetails" => """{"success":true,"data":{"propertyID":"37","propertyName":"Harbour Hotel"}}""",
                "/putGuest" or "/postGuestNote" or "/putReservation" or "/postGuestsToRoom" => """{"success":true}""",
                _ => null,
            },
        };
        return conformance.Proves(story, sent => sent.Target.Split('?')[0] == $"/{operation}", fault);
    }
}
