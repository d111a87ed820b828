namespace BookingPlatform.Customers.Contracts;

/// <summary>What is known about a customer's email address.</summary>
public enum EmailState
{
    /// <summary>There is none yet; a generated address under <c>placeholder.invalid</c> keeps its place and is never mailed (RFC 6761).</summary>
    Placeholder,

    /// <summary>Given, not yet confirmed by its owner.</summary>
    Unverified,

    /// <summary>Confirmed by its owner; unique within a business.</summary>
    Verified,

    /// <summary>A booking site's forwarding address: temporary, and never proof of who somebody is.</summary>
    Relay,

    /// <summary>Used by several people (family, company, role address): may be mailed, says nothing about who somebody is.</summary>
    Shared,

    /// <summary>Mail to it came back.</summary>
    Bounced,
}

/// <summary>Rules that follow from the state of an address.</summary>
public static class EmailStates
{
    /// <summary>Whether a message may be handed to the mail server: everything but a placeholder and an address that bounced.</summary>
    public static bool CanBeMailed(this EmailState state) => state is not (EmailState.Placeholder or EmailState.Bounced);

    /// <summary>Whether the address may be written to a hotel's own system as the guest's address.</summary>
    public static bool CanBePushed(this EmailState state) => state is EmailState.Unverified or EmailState.Verified or EmailState.Shared;
}
