using System.Globalization;

namespace BookingPlatform.Match;

/// <summary>
/// Makes up the customers of a hotel with the truth about them: households, twins, father and son of one name, typing errors, short forms, Cyrillic spellings,
/// moved guests, new telephones, placeholder addresses and those of booking sites. The same seed makes the same town.
/// </summary>
internal sealed class Generator
{
    private readonly Dice _dice;
    private readonly Town _town;
    private readonly TextWriter _writer;
    private int _people;
    private int _rows;

    private Generator(TextWriter writer, int seed)
    {
        (_writer, _dice) = (writer, new((ulong)seed));
        _town = new(_dice);
    }

    /// <summary>Writes about so many rows, and the head.</summary>
    public static void Write(TextWriter writer, int rows, int seed)
    {
        writer.WriteLine("person,first_name,last_name,birth_date,email,phone,street,postcode,city,country");
        var generator = new Generator(writer, seed);
        while (generator._rows < rows)
            generator.Household();
    }

    private void Household()
    {
        var (home, family) = (_town.Home(), _town.Family());
        var size = _dice.Of(40, 30, 15, 10, 5) + 1;
        Guest? before = null;
        for (var member = 0; member < size; member++)
        {
            var guest = NewGuest(home, _dice.Chance(0.1) ? _town.Family() : family);
            if (before is not null && member > 1 && _dice.Chance(0.04))
                guest = guest with { Born = before.Born, Family = before.Family };
            else if (before is not null && _dice.Chance(0.015))
                guest = guest with { Given = before.Given, Family = $"{before.Family} Jr", Born = before.Born.AddYears(25 + _dice.Next(10)) };
            if (before is not null && _dice.Chance(0.25))
                guest = guest with { Phone = before.Phone, Email = guest.Given != before.Given && _dice.Chance(0.3) ? before.Email : guest.Email };
            WriteRecords(guest);
            before = guest;
        }
    }

    private Guest NewGuest(Home home, string family)
    {
        var given = _town.Given();
        var born = new DateOnly(1935, 1, 1).AddDays(_dice.Next(365 * 72));
        return new(_people++, given, family, born, _town.Email(given, family, born), _town.Phone(), home);
    }

    private void WriteRecords(Guest guest)
    {
        var records = _dice.Of(70, 18, 8, 3, 1) + 1;
        for (var record = 0; record < records; record++)
        {
            WriteRecord(guest, record > 0);
            if (_dice.Chance(0.12))
                guest = guest with { Home = _town.Home() };
            if (_dice.Chance(0.1))
                guest = guest with { Phone = _town.Phone() };
            if (_dice.Chance(0.15))
                guest = guest with { Email = _town.Email(guest.Given, guest.Family, guest.Born) };
        }
    }

    private void WriteRecord(Guest guest, bool again)
    {
        var (given, family) = (guest.Given, guest.Family);
        if (again && _dice.Chance(0.12))
            given = _town.ShortForm(given);
        if (_dice.Chance(0.05))
            given = _dice.Slip(given);
        if (_dice.Chance(0.05))
            family = _dice.Slip(family);
        if (_dice.Chance(0.02))
            (given, family) = (Town.Cyrillic(given), Town.Cyrillic(family));
        if (_dice.Chance(0.015))
            (given, family) = (family, given);
        var born = _dice.Chance(0.45) ? "" : guest.Born.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (born.Length > 0 && _dice.Chance(0.03))
            born = $"{born[..8]}{(guest.Born.Day % 28) + 1:00}";
        var email = _dice.Of(15, 10, 12, 63) switch { 0 => "", 1 => $"guest.{_rows:x8}@placeholder.invalid", 2 => $"{_dice.Next(1 << 30):x}@guest.booking.com", _ => guest.Email };
        var home = _dice.Chance(0.35) ? null : guest.Home;
        _writer.WriteLine(string.Join(',', guest.Number, given, family, born, email, _dice.Chance(0.25) ? "" : Spelled(guest.Phone), home is null ? "" : _dice.Chance(0.04) ? _dice.Slip(home.Street) : home.Street, home?.PostalCode, home?.City, home?.Country));
        _rows++;
    }

    private string Spelled(string phone) => _dice.Of(60, 20, 20) switch { 0 => phone, 1 => $"00{phone[1..]}", _ => $"0{phone[3..6]} {phone[6..9]} {phone[9..]}" };

    private sealed record Guest(int Number, string Given, string Family, DateOnly Born, string Email, string Phone, Home Home);
}

/// <summary>Where somebody lives.</summary>
internal sealed record Home(string Street, string PostalCode, string City, string Country);

/// <summary>Chance that is the same everywhere (Marsaglia's xorshift, 2003).</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed * 0x9e3779b97f4a7c15 + 88172645463325252;

    public int Next(int below)
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return (int)((_state >> 11) % (ulong)below);
    }

    public bool Chance(double share) => Next(1_000_000) < share * 1_000_000;

    /// <summary>Which of the shares, which add up to 100.</summary>
    public int Of(params int[] shares)
    {
        var left = Next(100);
        var at = 0;
        while (at < shares.Length - 1 && (left -= shares[at]) >= 0)
            at++;
        return at;
    }

    /// <summary>Small numbers often, large ones seldom, as names are: the commonest of 5,000 has 1.4 %.</summary>
    public int Often(int below) => (int)Math.Min(below - 1, below * Math.Pow(Next(1_000_000) / 1e6, 2));

    /// <summary>A letter left out, doubled, exchanged with its neighbour or hit beside.</summary>
    public string Slip(string text)
    {
        if (text.Length < 3)
            return text;
        var at = 1 + Next(text.Length - 2);
        return Next(4) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, text[at].ToString()),
            2 => $"{text[..at]}{text[at + 1]}{text[at]}{text[(at + 2)..]}",
            _ => $"{text[..at]}{(char)('a' + Next(26))}{text[(at + 1)..]}",
        };
    }
}
