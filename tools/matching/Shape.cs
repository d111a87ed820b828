using BookingPlatform.Customers.Matching;
using BookingPlatform.Customers.Matching.Text;
using BookingPlatform.Customers.Matching.Values;

namespace BookingPlatform.Match;

/// <summary>Turns rows of a file into records of a schema that is made for the file.</summary>
internal sealed class Shape
{
    private readonly Dictionary<Role, List<int>> _columns = [];
    private readonly List<(Field Field, Func<Shaped, string> Value)> _fields = [];
    private readonly Dictionary<int, bool> _dayFirst = [];

    public Shape(Csv csv, IReadOnlyDictionary<int, Role> roles)
    {
        foreach (var (column, role) in roles.OrderBy(entry => entry.Key))
            (_columns.TryGetValue(role, out var columns) ? columns : _columns[role] = []).Add(column);
        AddNames();
        AddDates(csv);
        AddDirect(csv, Role.Email, FieldKind.Email, value => EmailValue.Read(value));
        AddDirect(csv, Role.Phone, FieldKind.Phone, PhoneValue.Read);
        AddAddress();
        AddDirect(csv, Role.Identifier, FieldKind.Identifier, IdentifierOf);
        AddDirect(csv, Role.Place, FieldKind.Place, PostalAddress.Plain);
        AddDirect(csv, Role.Words, FieldKind.Words, PostalAddress.Plain);
        AddDirect(csv, Role.Category, FieldKind.Category, PostalAddress.Plain);
        if (_fields.Count > Schema.MostFields)
            _fields.RemoveRange(Schema.MostFields, _fields.Count - Schema.MostFields);
        Schema = new(_fields.Select(field => field.Field).ToList());
    }

    public Schema Schema { get; }

    /// <summary>A second column of streets is either another way to write the first or, where both are filled, something of its own.</summary>
    public static Dictionary<int, Role> PartStreets(Csv csv, Dictionary<int, Role> roles)
    {
        var streets = roles.Where(entry => entry.Value is Role.Street).Select(entry => entry.Key).Order().ToList();
        foreach (var column in streets.Skip(1))
        {
            var filled = csv.Rows.Where(row => row[column].Length > 0).ToList();
            if (filled.Count(row => row[streets[0]].Length > 0) > filled.Count / 2)
                roles[column] = Role.Place;
        }

        return roles;
    }

    /// <summary>A row's values, normalised, in the order of the schema.</summary>
    public string[] Read(string[] row)
    {
        var shaped = new Shaped(row, NameOf(row), AddressOf(row));
        var values = new string[_fields.Count];
        for (var at = 0; at < values.Length; at++)
            values[at] = _fields[at].Value(shaped);
        return values;
    }

    /// <summary>A row with what is made of several of its cells.</summary>
    internal readonly record struct Shaped(string[] Row, PersonName Name, PostalAddress Address);

    private void AddNames()
    {
        if (!Has(Role.Given) && !Has(Role.Family) && !Has(Role.Full))
            return;
        Add("first name", FieldKind.GivenName, row => row.Name.Given);
        Add("last name", FieldKind.FamilyName, row => row.Name.Family);
        if (Has(Role.Full) || Has(Role.Others))
            Add("other names", FieldKind.OtherNames, row => row.Name.Others);
        Add("generation", FieldKind.Generation, row => row.Name.Generation);
    }

    private void AddDates(Csv csv)
    {
        foreach (var column in Of(Role.Birth))
        {
            _dayFirst[column] = BirthDate.IsDayFirst(csv.Rows.Select(row => row[column]));
            Add(NameOf(csv, column), FieldKind.BirthDate, row => BirthDate.Read(row.Row[column], _dayFirst[column]));
        }
    }

    private void AddAddress()
    {
        if (Has(Role.Street))
            Add("street", FieldKind.Street, row => row.Address.Street);
        if (Has(Role.Street) || Has(Role.HouseNumber))
            Add("house number", FieldKind.HouseNumber, row => row.Address.Number);
        if (Has(Role.Street) || Has(Role.Postal))
            Add("postcode", FieldKind.PostalCode, row => row.Address.PostalCode);
        if (Has(Role.Street) || Has(Role.City))
            Add("town", FieldKind.Place, row => row.Address.City);
    }

    private void AddDirect(Csv csv, Role role, FieldKind kind, Func<string, string> read)
    {
        foreach (var column in Of(role))
            Add(NameOf(csv, column), kind, row => read(row.Row[column]));
    }

    private static string IdentifierOf(string value) => Folding.Fold(value).Replace(" ", "", StringComparison.Ordinal) is var code && Missing.Is(code) ? "" : code;

    private void Add(string name, FieldKind kind, Func<Shaped, string> value) => _fields.Add((new(name, kind), value));

    private static string NameOf(Csv csv, int column) => Folding.Fold(csv.Columns[column]);

    private PersonName NameOf(string[] row) => PersonName.Read(First(row, Role.Given), First(row, Role.Family), First(row, Role.Full), All(row, Role.Others), First(row, Role.Generation));

    private PostalAddress AddressOf(string[] row) => Has(Role.Street) || Has(Role.Postal) || Has(Role.City) || Has(Role.HouseNumber)
        ? PostalAddress.Read(First(row, Role.Street), First(row, Role.HouseNumber), First(row, Role.City), First(row, Role.Postal))
        : default;

    private bool Has(Role role) => _columns.ContainsKey(role);

    private List<int> Of(Role role) => _columns.TryGetValue(role, out var columns) ? columns : [];

    private string First(string[] row, Role role)
    {
        if (_columns.TryGetValue(role, out var columns))
            foreach (var column in columns)
                if (row[column].Length > 0)
                    return row[column];
        return "";
    }

    private string All(string[] row, Role role) => _columns.TryGetValue(role, out var columns) ? string.Join(' ', columns.Select(column => row[column])) : "";
}
