namespace BookingPlatform.Notifications.Letters;

/// <summary>
/// Everything a letter may name: <c>{{guest.name}}</c>, <c>{{business.phone}}</c>, <c>{{date}}</c>. Nothing that staff wrote for themselves, and no alert.
/// A name that is not here is refused when the template is saved.
/// </summary>
/// <param name="Guest">To whom.</param>
/// <param name="Business">From whom.</param>
/// <param name="Date">Today, in the business's language.</param>
internal sealed record LetterModel(LetterGuest Guest, LetterSender Business, string Date)
{
    /// <summary>The placeholders, as people type them.</summary>
    public static IReadOnlyList<string> Placeholders { get; } =
        ["guest.name", "guest.firstName", "guest.lastName", "guest.address", "business.name", "business.address", "business.phone", "business.email", "date"];
}

/// <param name="Name">First and last name.</param>
/// <param name="FirstName">Given name.</param>
/// <param name="LastName">Family name.</param>
/// <param name="Address">Lines in the order of the country.</param>
internal sealed record LetterGuest(string Name, string FirstName, string LastName, string Address);

/// <param name="Name">As guests know it.</param>
/// <param name="Address">Lines as the business wrote them; empty when it did not, so that {{#if}} can ask.</param>
/// <param name="Phone">Empty when the business gave none.</param>
/// <param name="Email">Empty when the business gave none.</param>
internal sealed record LetterSender(string Name, string Address, string Phone, string Email);
