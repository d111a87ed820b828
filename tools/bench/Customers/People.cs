using System.Globalization;
using BookingPlatform.Customers;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Email;

namespace BookingPlatform.Bench.Customers;

/// <summary>People as address books hold them: some names are common and most are rare (Zipf), most have an email, many a telephone. The same for the same seed.</summary>
internal sealed class People(Guid businessId, int seed = 7)
{
    private static readonly string[] Beginnings = ["An", "Be", "Car", "Dan", "El", "Fer", "Gon", "Hel", "Isa", "Jo", "Ka", "Lu", "Mar", "Ni", "Ol", "Pe", "Ri", "So", "Te", "Vi"];
    private static readonly string[] Middles = ["", "", "ba", "da", "li", "ma", "na", "ri", "sa", "ta", "vei", "zo"];
    private static readonly string[] Ends = ["a", "ão", "e", "el", "en", "es", "ez", "ia", "ina", "is", "o", "os", "ra", "s", "son", "to", "ves", "y"];
    private static readonly string[] Domains = ["gmail.com", "outlook.com", "sapo.example", "mail.example", "web.example", "posteo.example"];
    private readonly Random chance = new(seed);
    private readonly DateTime since = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public IEnumerable<Customer> Make(int count)
    {
        for (var number = 0; number < count; number++)
            yield return One(number);
    }

    private Customer One(int number)
    {
        var (first, last) = (Name(40, 3), Name(900, 1.6));
        var details = new CustomerDetails
        {
            FirstName = first,
            LastName = last,
            Phone = number % 3 == 0 ? null : $"+35191{chance.Next(1_000_000, 9_999_999).ToString(CultureInfo.InvariantCulture)}",
            Address = number % 2 == 0 ? new PostalAddress($"Rua {last} {number % 200}", $"{1000 + number % 8000}-{number % 999:000}", "Lisboa", null, "PT") : null,
            Notes = number % 10 == 0 ? "Prefers a quiet room, arrives late." : null,
        };
        var customer = Customer.Create(details, "PT", since.AddSeconds(number));
        customer.BusinessId = businessId;
        if (number % 5 != 0)
            customer.Reach(EmailAddress.Read($"{Ascii(first)}.{Ascii(last)}{number}@{Domains[number % Domains.Length]}", out _)!, EmailState.Unverified, since);
        return customer;
    }

    /// <summary>A low number is drawn more often, the more so the steeper.</summary>
    private string Name(int kinds, double steepness)
    {
        var kind = (int)(kinds * Math.Pow(chance.NextDouble(), steepness));
        return Beginnings[kind % Beginnings.Length] + Middles[kind / Beginnings.Length % Middles.Length] + Ends[kind * 7 % Ends.Length];
    }

    private static string Ascii(string name) => name.Replace('ã', 'a').ToLowerInvariant();
}
