namespace BookingPlatform.Customers.Contracts;

/// <summary>Act: an address book says that somebody agreed to advertising.</summary>
public interface IImportedConsents
{
    /// <summary>It counts only where neither the person nor the reader of the address ever said no. Nothing is kept until the caller saves.</summary>
    Task Note(IReadOnlyCollection<ImportedConsent> consents, CancellationToken ct);
}

/// <summary>One row of an address book.</summary>
/// <param name="CustomerId">The record the row became.</param>
/// <param name="Email">Its address; null where the row had none.</param>
/// <param name="Proof">The cell as it stood in the file: a day, or another word for yes.</param>
public sealed record ImportedConsent(Guid CustomerId, string? Email, string Proof);
