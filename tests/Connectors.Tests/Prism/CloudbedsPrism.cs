using System.Text.RegularExpressions;

namespace BookingPlatform.Connectors.Tests.Prism;

/// <summary>
/// Prism on Cloudbeds' description, in which the fields that the stories send are required. The original requires none, and of a form Prism sees only the
/// fields that the description has: so a name with a typing error is found as one that is missing.
/// </summary>
public sealed partial class CloudbedsPrism() : PrismServer(Derive)
{
    private static readonly Dictionary<string, string> Sent = new()
    {
        ["PutGuestRequest"] = "propertyID, guestID, guestFirstName, guestLastName, guestEmail, guestPhone, guestAddress1, guestAddress2, guestCity, guestState, guestZip, guestCountry",
        ["PostGuestNoteRequest"] = "propertyID, guestID, guestNote",
        ["PostGuestsToRoomRequest"] = "propertyID, reservationID, roomID, guestIDs, mainGuestId",
        ["PutReservationRequest"] = "propertyID, reservationID, status",
    };

    private static string Derive(string folder, string derived)
    {
        var original = File.ReadAllText(Path.Combine(folder, "cloudbeds-pms-v1.3-openapi.yaml"));
        var path = Path.Combine(derived, "cloudbeds.yaml");
        File.WriteAllText(path, Forms().Replace(original, form => $"{form.Value}{form.Groups[2].Value}required: [{Sent[form.Groups[1].Value]}]\n"));
        return path;
    }

    [GeneratedRegex(@"^ +(PutGuestRequest|PostGuestNoteRequest|PostGuestsToRoomRequest|PutReservationRequest):\r?\n( +)type: object\r?\n", RegexOptions.Multiline)]
    private static partial Regex Forms();
}

[CollectionDefinition(Name)]
public sealed class CloudbedsPrismCollection : ICollectionFixture<CloudbedsPrism>
{
    public const string Name = "Prism on the Cloudbeds description";
}
