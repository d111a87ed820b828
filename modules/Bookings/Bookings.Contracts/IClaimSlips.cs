namespace BookingPlatform.Bookings.Contracts;

/// <summary>Implemented downstream by the Guest App: how a guest without an email is let in all the same. Where nobody implements it, the booking pages offer nothing of the kind.</summary>
public interface IClaimSlips
{
    /// <summary>The page on which staff print a slip with a code for the customer, or copy it as a text message.</summary>
    string SlipFor(Guid customerId);

    /// <summary>The page that lists the bookings nobody can be told about.</summary>
    string Unreachable { get; }
}
