namespace BookingPlatform.Customers.Contracts;

/// <summary>Question at the desk: whom does somebody look like who is being typed in (S0-32, S2-23, C17). Nothing is stored by asking.</summary>
public interface IRecogniseCustomers
{
    /// <summary>Customers who probably are that person, likeliest first.</summary>
    /// <param name="typed">What has been typed so far; below a first and a last name nobody is looked for.</param>
    /// <param name="most">1 to 20.</param>
    /// <param name="ct">Cancels the question.</param>
    Task<IReadOnlyList<Recognised>> Recognise(TypedPerson typed, int most, CancellationToken ct);
}

/// <summary>What staff have typed of a person so far.</summary>
/// <param name="FirstName">As typed.</param>
/// <param name="LastName">As typed.</param>
/// <param name="Email">As typed; may be empty or unfinished.</param>
/// <param name="Phone">As typed.</param>
public sealed record TypedPerson(string? FirstName, string? LastName, string? Email, string? Phone);

/// <summary>A customer who may be the person.</summary>
/// <param name="Customer">Their card, with the alert.</param>
/// <param name="Percent">How probable it is, 1 to 99: nobody is certain while they are being typed.</param>
public sealed record Recognised(CustomerCard Customer, int Percent);
