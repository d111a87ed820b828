using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Guests;
using BookingPlatform.Notifications.Advertising;
using BookingPlatform.Notifications.Domain;

namespace BookingPlatform.Notifications.Features.Consents;

/// <summary>The sentence guests agree to, and what other modules heard about it: a tick on the booking page, a column of an address book.</summary>
internal sealed class AskingForConsent(ConsentBook consents) : IAskForConsent, IImportedConsents
{
    public string Wording(string language, string business) => GuestWords.Of(GetType().Assembly).Say(language, "consent.wording", business);

    public async Task<bool> HasAgreed(Guid customerId, string? email, CancellationToken ct) => (await consents.WhyNot([new(customerId, email)], ct)).Count == 0;

    public async Task Agreed(ConsentGiven consent, CancellationToken ct)
    {
        var (person, proof) = (new ConsentBook.Person(consent.CustomerId, consent.Email), new ConsentBook.Proof(ConsentWay.BookingPage, consent.Wording));
        if (consent.IsProven && (await consents.WhyNot([person], ct)).ContainsKey(person.CustomerId))
            await consents.Agree(person, proof, ct);
        else
            await consents.Hear([(person, proof)], ct);
    }

    public Task Note(IReadOnlyCollection<ImportedConsent> imported, CancellationToken ct) =>
        consents.Hear(imported.Select(one => (new ConsentBook.Person(one.CustomerId, one.Email), new ConsentBook.Proof(ConsentWay.Import, one.Proof))).ToList(), ct);
}
