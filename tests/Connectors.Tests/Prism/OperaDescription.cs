using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.OperaCloud;

namespace BookingPlatform.Connectors.Tests.Prism;

/// <summary>Every request that the OPERA Cloud connector sends fits Oracle's own description, with extra fields forbidden.</summary>
[Collection(SwaggerPrismCollection.Name)]
public sealed class OperaDescription(SwaggerPrism prism)
{
    private const string Profile = """
        {"profileIdList":[{"id":"23001","type":"Profile"}],"profileDetails":{"statusCode":"Active","customer":{"personName":[{"nameType":"Primary","givenName":"Ann","surname":"Lee"}]},
         "emails":{"emailInfo":[{"id":"5","email":{"emailAddress":"ann@example.com","type":"EMAIL","primaryInd":true}}]}}}
        """;

    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly ExternalGuestId Guest = new("23001");
    private static readonly ExternalReservationId Reservation = new("4711");
    private static readonly PostalAddress Lisbon = new() { Line1 = "Rua Augusta 2", City = "Lisboa", PostalCode = "1100-048", CountryCode = "PT", RegionCode = "PT-11" };

    [PmsSpecsFact]
    public Task Signing_in_as_a_user() => Proves("POST /oauth/v1/tokens", pms => pms.TestConnection(Ct), sent => sent.With("grant_type=password", "grant_type=magic"));

    [PmsSpecsFact]
    public Task Signing_in_as_a_client() => Proves("POST /oauth/v1/tokens", pms => pms.TestConnection(Ct), sent => sent.Without("x-app-key"), signIn: "client");

    [PmsSpecsFact]
    public Task Searching_by_email() => Proves("POST /crm/v1/profiles/searches", pms => pms.FindGuests(new GuestQuery { Email = "ann@example.com" }, Ct), sent => sent.With("\"email\"", "\"emial\""));

    [PmsSpecsFact]
    public Task Searching_by_name() => Proves("POST /crm/v1/profiles/searches", pms => pms.FindGuests(new GuestQuery { Name = new GuestName("Zoë", "Lee") }, Ct), sent => sent.With("Guest", "Robot"));

    [PmsSpecsFact]
    public Task Searching_as_before_26_2() => Proves("GET /crm/v1/profiles?", pms => pms.FindGuests(new GuestQuery { Email = "ann@example.com" }, Ct), sent => sent.With("profileType=Guest", "profileType=Robot"), isOld: true);

    [PmsSpecsFact]
    public Task Looking_for_our_own_new_guest_as_before_26_2() => Proves(
        "GET /crm/v1/profiles?", pms => pms.CreateGuest(NewGuest with { FirstTriedUtc = DateTime.UtcNow }, Ct), sent => sent.Without("x-hotelid"), isOld: true);

    [PmsSpecsFact]
    public Task Looking_for_our_own_new_guest() => Proves(
        "POST /crm/v1/profiles/searches", pms => pms.CreateGuest(NewGuest with { FirstTriedUtc = DateTime.UtcNow, Details = new GuestDetails { Name = new GuestName("Ann", "Lee") } }, Ct),
        sent => sent.With("externalSystemCodes", "externalSystems"));

    [PmsSpecsFact]
    public Task Reading() => Proves("GET /crm/v1/profiles/23001", pms => pms.ReadGuest(Guest, Ct), sent => sent.With("fetchInstructions=Comment", "fetchInstructions=Gossip"));

    [PmsSpecsFact]
    public Task Creating() => Proves("POST /crm/v1/profiles", pms => pms.CreateGuest(NewGuest, Ct), sent => sent.With("phoneNumber", "phoneNummer"));

    [PmsSpecsFact]
    public Task Updating() => Proves(
        "PUT /crm/v1/profiles/23001",
        pms => pms.UpdateGuest(Guest, new GuestChange { Name = new GuestName("", "Suharto"), Email = NewGuest.Details.Email, Phone = "+1 555", Address = Lisbon }, Ct),
        sent => sent.With("emailAddress", "emialAddress"));

    [PmsSpecsFact]
    public Task Adding_a_note() => Proves("PUT /crm/v1/profiles/23001", pms => pms.AddNote(Guest, "Allergic to nuts", Ct), sent => sent.With("commentInfo", "commentsInfo"));

    [PmsSpecsFact]
    public Task Banning() => Proves("PUT /crm/v1/profiles/23001", pms => pms.BanGuest(Guest, new GuestBan(true, "Fire alarm"), Ct), sent => sent.With("true", "\"perhaps\""));

    [PmsSpecsFact]
    public Task Merging() => Proves(
        "POST /crm/v1/profiles/23001/merges", pms => pms.MergeGuests(new GuestMerge(Guest, new ExternalGuestId("23002")), Ct), sent => sent.With("[{", "{").With("}]", "}"));

    [PmsSpecsFact]
    public Task Reading_a_reservation() => Proves("GET /rsv/v1/hotels/HARBOUR/reservations/4711", pms => pms.ReassignReservation(Reservation, Guest, Ct), sent => sent.Without("x-hotelid"));

    [PmsSpecsFact]
    public Task Reassigning() => Proves("PUT /rsv/v1/hotels/HARBOUR/reservations/4711", pms => pms.ReassignReservation(Reservation, Guest, Ct), sent => sent.With("reservationGuests", "reservationGuest"));

    [PmsSpecsFact]
    public Task Locking_a_reservation() => Proves("PUT /rsv/v1/hotels/HARBOUR/reservations/4711/locks", pms => pms.ReassignReservation(Reservation, Guest, Ct), sent => sent.Without("x-hotelid"));

    [PmsSpecsFact]
    public Task Giving_the_lock_back() => Proves("DELETE /rsv/v1/hotels/HARBOUR/locks/7", pms => pms.ReassignReservation(Reservation, Guest, Ct), sent => sent.Without("x-app-key"));

    [PmsSpecsFact]
    public Task Taking_events() => Proves("GET /int/v1/externalSystem/PLATFORM/hotels/HARBOUR/businessEvents", pms => pms.ChangedSince(null, Ct), sent => sent.Without("x-hotelid"));

    private static readonly NewGuest NewGuest = new("cust-1", new GuestDetails
    {
        Name = new GuestName("Þóra", "Jónsdóttir"),
        Email = PushableEmail.From("thora@example.is", EmailStanding.Deliverable),
        Phone = "+354 555 0101",
        Address = Lisbon,
        Notes = "Arrives late",
    });

    private Task Proves(string operation, Func<IPmsConnector, Task> story, Func<Sent, Sent> fault, bool isOld = false, string signIn = "user")
    {
        var settings = new Dictionary<string, string>
        {
            ["address"] = prism.Address.ToString(),
            ["hotel-id"] = "HARBOUR",
            ["external-system"] = "PLATFORM",
            ["app-key"] = "41ecd082-8997-4c69-af34-2f72b83645ff",
            ["client-id"] = "id",
            ["client-secret"] = "secret",
            ["sign-in"] = signIn,
            ["enterprise-id"] = "ENT123",
            ["username"] = "PLATFORM",
            ["password"] = "password",
        };
        var conformance = new Conformance(prism, new OperaPlugin(), settings)
        {
            Instead = sent => (sent.Method, sent.Target.Split('?')[0]) switch
            {
                ("GET", "/crm/v1/profiles/23001") or ("GET", "/crm/v1/profiles/23002") => Profile,
                ("POST", "/crm/v1/profiles/searches") when !isOld => "{}",
                ("GET", "/crm/v1/profiles") => "{}",
                ("GET", "/int/v1/externalSystem/PLATFORM/hotels/HARBOUR/businessEvents") => "{}",
                ("PUT", "/rsv/v1/hotels/HARBOUR/reservations/4711/locks") => """{"acquiredReservationLock":{"lockHandle":7,"recordType":"Reservation"}}""",
                ("DELETE", _) => "{}",
                ("GET", _) => """{"reservations":{"reservation":[{"reservationGuests":[{"primary":true,"profileInfo":{"profileIdList":[{"id":"9"}]}}]}]}}""",
                _ => null,
            },
            NotThere = sent => isOld && sent.Target == "/crm/v1/profiles/searches",
        };
        return conformance.Proves(story, sent => $"{sent.Method} {sent.Target}".StartsWith(operation, StringComparison.Ordinal) && (operation != "POST /crm/v1/profiles" || sent.Target == "/crm/v1/profiles"), fault);
    }
}
