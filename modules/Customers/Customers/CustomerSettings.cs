using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Customers;

/// <summary>Whether guests who book online get an account of their own.</summary>
internal enum Registration
{
    /// <summary>A password at the first booking.</summary>
    Required,

    /// <summary>The email is verified, or a password set, at a later booking.</summary>
    OnReturn,

    Never,
}

/// <summary>How a business deals with its customers; without a row it is as it begins.</summary>
internal sealed class CustomerSettings : IBelongToBusiness, IVersioned
{
    public Guid BusinessId { get; set; }

    public int Version { get; set; } = 1;

    public Registration Registration { get; set; } = Registration.OnReturn;

    /// <summary>Staff may flag although nobody registers (C5).</summary>
    public bool FlagWithoutRegistration { get; set; }

    /// <summary>Staff see emails and telephones in lists in part only, and reveal one customer's at a time.</summary>
    public bool MaskContacts { get; set; }

    /// <summary>A flag is recognised by the account; where there is none, it is not offered (S2-5 … S2-7).</summary>
    public bool CanFlag => Registration is not Registration.Never || FlagWithoutRegistration;
}
