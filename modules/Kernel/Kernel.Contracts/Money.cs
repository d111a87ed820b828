namespace BookingPlatform.Kernel;

/// <summary>An amount in the smallest unit of its currency: 12,500 with <c>EUR</c> is 125.00 euros, with <c>JPY</c> 12,500 yen.</summary>
/// <param name="AmountMinor">Minor units (cents, pence, yen); may be negative.</param>
/// <param name="Currency">ISO 4217, three upper-case letters.</param>
public readonly record struct Money(long AmountMinor, string Currency)
{
    /// <summary>Adds two amounts of one currency.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money operator +(Money a, Money b) => a.Currency == b.Currency
        ? a with { AmountMinor = checked(a.AmountMinor + b.AmountMinor) }
        : throw new InvalidOperationException($"{a.Currency} and {b.Currency} cannot be added.");

    /// <summary>The amount so many times.</summary>
    public static Money operator *(Money a, int times) => a with { AmountMinor = checked(a.AmountMinor * times) };
}
