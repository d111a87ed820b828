using BookingPlatform.Bookings.Contracts;

namespace BookingPlatform.Bookings.Statement;

/// <summary>The words on the paper in one language.</summary>
/// <param name="Spoken">BCP 47 tag that days and money follow.</param>
internal sealed record StatementWords(string Spoken)
{
    public required string Statement { get; init; }

    public required string ByStay { get; init; }

    public required string ByMaking { get; init; }

    public required string BothIncluded { get; init; }

    public required string MadeOn { get; init; }

    public required string NoBookings { get; init; }

    public required string Day { get; init; }

    public required string Booking { get; init; }

    public required string Service { get; init; }

    public required string Status { get; init; }

    public required string Price { get; init; }

    public required string Charged { get; init; }

    public required string Paid { get; init; }

    public required string Balance { get; init; }

    public required string Total { get; init; }

    public required string Voided { get; init; }

    /// <summary>Booked, arrived, done, cancelled.</summary>
    public required IReadOnlyDictionary<BookingStatus, string> States { get; init; }

    private static readonly StatementWords English = new("en-GB")
    {
        Statement = "Statement",
        ByStay = "Day of the appointment or arrival",
        ByMaking = "Day the booking was made",
        BothIncluded = "both included",
        MadeOn = "Made on",
        NoBookings = "No bookings in these days.",
        Day = "Day",
        Booking = "Booking",
        Service = "Service",
        Status = "Status",
        Price = "Price",
        Charged = "Charged",
        Paid = "Paid",
        Balance = "Balance",
        Total = "Total",
        Voided = "Not charged",
        States = StatesOf("Booked", "Arrived", "Done", "Cancelled", "Did not come"),
    };

    private static readonly StatementWords German = new("de-DE")
    {
        Statement = "Kontoauszug",
        ByStay = "Tag des Termins oder der Anreise",
        ByMaking = "Tag der Buchung",
        BothIncluded = "beide eingeschlossen",
        MadeOn = "Erstellt am",
        NoBookings = "Keine Buchungen in diesem Zeitraum.",
        Day = "Tag",
        Booking = "Buchung",
        Service = "Leistung",
        Status = "Stand",
        Price = "Preis",
        Charged = "Berechnet",
        Paid = "Bezahlt",
        Balance = "Offen",
        Total = "Summe",
        Voided = "Nicht berechnet",
        States = StatesOf("Gebucht", "Angereist", "Erledigt", "Storniert", "Nicht erschienen"),
    };

    private static readonly StatementWords French = new("fr-FR")
    {
        Statement = "Relevé",
        ByStay = "Jour du rendez-vous ou de l’arrivée",
        ByMaking = "Jour de la réservation",
        BothIncluded = "inclus",
        MadeOn = "Établi le",
        NoBookings = "Aucune réservation dans cette période.",
        Day = "Jour",
        Booking = "Réservation",
        Service = "Prestation",
        Status = "État",
        Price = "Prix",
        Charged = "Facturé",
        Paid = "Payé",
        Balance = "Solde",
        Total = "Total",
        Voided = "Non facturé",
        States = StatesOf("Réservé", "Arrivé", "Terminé", "Annulé", "Non présenté"),
    };

    /// <summary>The first of these languages that there are words for; English when there is none. Its own variant of days and money is kept.</summary>
    public static StatementWords For(params string?[] tags)
    {
        foreach (var tag in tags.OfType<string>())
        {
            if (In(tag) is { } words)
                return tag.Contains('-', StringComparison.Ordinal) ? words with { Spoken = tag } : words;
        }

        return English;
    }

    public string Of(StatementLine line) => line.IsVoided ? Voided : States.TryGetValue(line.Status, out var state) ? state : line.Status.ToString();

    private static StatementWords? In(string tag) => tag.Split('-')[0].ToLowerInvariant() switch
    {
        "en" => English,
        "de" => German,
        "fr" => French,
        _ => null,
    };

    private static Dictionary<BookingStatus, string> StatesOf(params string[] inOrder) => Enum.GetValues<BookingStatus>().Zip(inOrder).ToDictionary();
}
