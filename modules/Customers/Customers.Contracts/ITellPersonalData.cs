namespace BookingPlatform.Customers.Contracts;

/// <summary>
/// Implemented by every module that keeps something about customers: what it knows of a person, for somebody who asks what is stored about them
/// (GDPR, article 15). Everything is told, what staff wrote too.
/// </summary>
public interface ITellPersonalData
{
    /// <summary>Parts are told in rising order: the record 10, Bookings 20, NoShow 30, Notifications 40, hotel systems 50, the history 90.</summary>
    int Order { get; }

    /// <param name="customerIds">The record, and all that were merged into it.</param>
    /// <param name="ct">Cancels the question.</param>
    Task<IReadOnlyList<PersonalDataPart>> Tell(IReadOnlyList<Guid> customerIds, CancellationToken ct);
}

/// <summary>What one module knows.</summary>
/// <param name="Title">For people: "Bookings".</param>
/// <param name="Rows">Each by label, in the words of the dashboard; what is not known is left out. Instants are UTC in ISO 8601, money is minor units with the currency.</param>
public sealed record PersonalDataPart(string Title, IReadOnlyList<IReadOnlyDictionary<string, object?>> Rows);
