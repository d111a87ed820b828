using Refit;

namespace BookingPlatform.Cloudbeds.Api;

// Fields of the forms, named as Cloudbeds names them; null fields are not sent.

internal sealed class GuestForm
{
    [AliasAs("propertyID")]
    public string? PropertyId { get; init; }

    [AliasAs("guestID")]
    public required string GuestId { get; init; }

    [AliasAs("guestFirstName")]
    public string? GuestFirstName { get; init; }

    [AliasAs("guestLastName")]
    public string? GuestLastName { get; init; }

    [AliasAs("guestEmail")]
    public string? GuestEmail { get; init; }

    [AliasAs("guestPhone")]
    public string? GuestPhone { get; init; }

    [AliasAs("guestAddress1")]
    public string? GuestAddress1 { get; init; }

    [AliasAs("guestAddress2")]
    public string? GuestAddress2 { get; init; }

    [AliasAs("guestCity")]
    public string? GuestCity { get; init; }

    [AliasAs("guestState")]
    public string? GuestState { get; init; }

    [AliasAs("guestZip")]
    public string? GuestZip { get; init; }

    [AliasAs("guestCountry")]
    public string? GuestCountry { get; init; }
}

internal sealed class NoteForm
{
    [AliasAs("propertyID")]
    public string? PropertyId { get; init; }

    [AliasAs("guestID")]
    public required string GuestId { get; init; }

    [AliasAs("guestNote")]
    public required string GuestNote { get; init; }
}

internal sealed class RoomGuestsForm
{
    [AliasAs("propertyID")]
    public string? PropertyId { get; init; }

    [AliasAs("reservationID")]
    public required string ReservationId { get; init; }

    [AliasAs("roomID")]
    public required string RoomId { get; init; }

    [AliasAs("guestIDs")]
    public required string GuestIds { get; init; }

    [AliasAs("mainGuestId")]
    public required string MainGuestId { get; init; }
}

internal sealed class ReservationForm
{
    [AliasAs("propertyID")]
    public string? PropertyId { get; init; }

    [AliasAs("reservationID")]
    public required string ReservationId { get; init; }

    [AliasAs("status")]
    public required string Status { get; init; }
}
