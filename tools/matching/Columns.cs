using System.Text;
using BookingPlatform.Customers.Matching.Text;
using BookingPlatform.Customers.Matching.Values;

namespace BookingPlatform.Match;

/// <summary>What a column of a file holds.</summary>
internal enum Role
{
    Ignored,
    Given,
    Family,
    Full,
    Others,
    Generation,
    Birth,
    Email,
    Phone,
    Street,
    HouseNumber,
    Postal,
    City,
    Place,
    Identifier,
    Category,
    Words,
}

/// <summary>Finds out what each column holds, from its name where that says something, from its content where not.</summary>
internal static class Columns
{
    private const int LargeSample = 20_000;
    private const int SmallSample = 2000;

    /// <summary>The first that fits decides. A space stands for the edge of a word.</summary>
    private static readonly (Role Role, string[] Signs)[] Names =
    [
        (Role.Category, ["guardian", "parent", "mother", "father", "spouse", "partner", "emergency", "relative", "next of kin", "household", "copy "]),
        (Role.Email, ["mail"]),
        (Role.Category, ["country", "license state", "licence state", "issuer", "id type"]),
        (Role.Identifier, [" ssn ", "soc sec", "social sec", "passport number", "passport no", " passport ", "licen e number", "license number", "licence number", "national id number", "national id ", "tax id ", "tax number", "insurance number", "nhs", "medicare", "personal number", "id number", "ssn number", "lei number", "steuer id", " dni ", " nif ", "codice fiscale", "loyalty", "membership"]),
        (Role.Ignored, [" type ", "relationship", "rel anchor", "rel pointer", "created", "updated", "timestamp", "modified", "index level"]),
        (Role.Phone, ["phone", "mobile", " cell ", " tel ", "telefon", "telefono", "handy", " fax ", "movil", "portable"]),
        (Role.Birth, ["birth date", "birthdate", "date of birth", " dob ", "birthday", "geburtsdatum", "geburtstag", "naissance", "nacimiento", "nascita", "born"]),
        (Role.Place, ["birth place", "birthplace", "place of birth", "geburtsort", "county", "landkreis"]),
        (Role.Generation, ["suffix", "generation"]),
        (Role.Others, ["middle", "maiden", "alias", "other name", "birth name", "geburtsname", "second name", "nickname", "patronymic"]),
        (Role.Words, ["org", "company", "employer", "business", "occupation", "profession", "job", "firma"]),
        (Role.Full, ["full name", "name full", "first and", "first last", "customer name", "guest name", "person name", "display name", "native name", "whole name", "complete name"]),
        (Role.Given, ["first name", "firstname", "given", "forename", "vorname", "prenom", " fname ", "name first", " first ", "nombre", "christian name", " voornaam "]),
        (Role.Family, ["last name", "lastname", "surname", "family name", "nachname", "familienname", "nom de famille", " lname ", "name last", " last ", "apellido", "cognome", "achternaam", " sname "]),
        (Role.HouseNumber, ["street number", "house number", "hausnummer", "house no", "street no", "building number", "numero civico", "unit number", "house nr"]),
        (Role.Postal, ["post code", "postcode", "postal", " zip", " plz ", "code postal", " cap ", "codigo postal"]),
        (Role.City, [" city", "town", "suburb", " ort ", "stadt", "ville", "ciudad", "citta", "locality", "municipality"]),
        (Role.Category, ["state", "region", "province", "country", "gender", " sex ", "language", "nationality", "race", "ethnic", "geschlecht", "sexe", "bundesland", "land ", "marital", "salutation", " title ", "anrede"]),
        (Role.Street, ["street", "address", "addr", "strasse", " rue ", "calle", "indirizzo", "adresse", "direccion", " line 1 ", "line1"]),
        (Role.Full, [" name ", " names "]),
        (Role.Family, [" nom ", " nome "]),
    ];

    /// <summary>Enough rows, evenly spread, to tell what the columns hold.</summary>
    public static IReadOnlyList<string[]> Sample(IReadOnlyList<string[]> rows)
    {
        var step = 1 + rows.Count / LargeSample;
        return Enumerable.Range(0, (rows.Count + step - 1) / step).Select(at => rows[at * step]).ToList();
    }

    public static Role RoleOf(string name, IReadOnlyList<string[]> rows, int column)
    {
        var values = rows.Select(row => row[column]).Where(value => value.Length > 0).ToList();
        var distinct = values.Distinct(StringComparer.OrdinalIgnoreCase).Count();
        if (distinct <= 1)
            return Role.Ignored;
        var role = ByName(Spell(name));
        var sample = values.Take(SmallSample).ToList();
        if (role is { } known && Fits(known, sample))
            return known;
        if (IsEmail(sample))
            return Role.Email;
        // A number that every row has and no two share is the row's own.
        if (distinct == values.Count && values.Count > rows.Count * 0.98)
            return Role.Ignored;
        return ByContent(sample, distinct, values.Count);
    }

    /// <summary>"guestFirst_Name" becomes " guest first name ".</summary>
    private static string Spell(string name)
    {
        var spelled = new StringBuilder(" ");
        for (var at = 0; at < name.Length; at++)
        {
            if (at > 0 && char.IsUpper(name[at]) && char.IsLower(name[at - 1]))
                spelled.Append(' ');
            spelled.Append(name[at]);
        }

        return $" {Folding.Fold(spelled.ToString())} ";
    }

    private static Role? ByName(string name)
    {
        foreach (var (role, signs) in Names)
            if (signs.Any(sign => name.Contains(sign, StringComparison.Ordinal)))
                return role;
        return null;
    }

    /// <summary>A name may promise what the column does not hold.</summary>
    private static bool Fits(Role role, List<string> sample) => role switch
    {
        Role.Birth => Share(sample, IsDate) > 0.3 || Share(sample, value => value.Length == 4 && value.All(char.IsAsciiDigit)) > 0.5,
        Role.Phone => Share(sample, value => PhoneValue.Read(value).Length > 0) > 0.3,
        Role.Email => Share(sample, value => value.Contains('@', StringComparison.Ordinal)) > 0.3,
        Role.Given or Role.Family or Role.Full => Share(sample, value => value.Any(char.IsLetter)) > 0.5,
        _ => true,
    };

    private static Role ByContent(List<string> sample, int distinct, int filled)
    {
        if (Share(sample, IsDate) > 0.8)
            return Share(sample, value => IsBirth(BirthDate.Read(value, false))) > 0.6 && distinct > filled / 50 ? Role.Birth : Role.Ignored;
        if (Share(sample, value => value.StartsWith('+') && PhoneValue.Read(value).Length > 8) > 0.6)
            return Role.Phone;
        if (distinct <= Math.Max(60, filled / 100))
            return Role.Category;
        if (Share(sample, value => value.Length >= 5 && value.Count(char.IsAsciiDigit) >= 4) > 0.7)
            return Role.Identifier;
        return Share(sample, value => value.Any(char.IsLetter)) > 0.7 ? Role.Words : Role.Category;
    }

    private static bool IsEmail(List<string> sample) => Share(sample, value => value.Contains('@', StringComparison.Ordinal) && value.Contains('.', StringComparison.Ordinal)) > 0.6;

    private static bool IsDate(string value) => BirthDate.Read(value, false) is { Length: 8 } date && date[4] is '0' or '1' && date[6] <= '3' && (value.Length == 8 || value.Any(sign => !char.IsLetterOrDigit(sign)));

    private static bool IsBirth(string date) => date.Length == 8 && string.CompareOrdinal(date, "1900") >= 0 && string.CompareOrdinal(date, "2012") < 0;

    private static double Share(List<string> sample, Func<string, bool> fits) => sample.Count == 0 ? 0 : (double)sample.Count(fits) / sample.Count;
}
