using BookingPlatform.Customers.Search;

namespace BookingPlatform.Customers.AddressBook;

/// <summary>A column of an address book: its heading in our files, and the headings by which other programs and languages know it.</summary>
/// <param name="Header">As exported; imported files are recognised by it too.</param>
/// <param name="Get">The cell of a row.</param>
/// <param name="Set">Puts a cell into a row; null for columns that are only told.</param>
/// <param name="Spellings">Further headings, folded, without spaces and signs.</param>
internal sealed record AddressBookColumn(string Header, Func<AddressBookRow, string?> Get, Action<AddressBookRow, string>? Set, string Spellings)
{
    public bool Matches(string key) => key == AddressBookColumns.Key(Header) || Spellings.Split(' ').Contains(key);
}

internal static class AddressBookColumns
{
    public static AddressBookColumn FirstName { get; } = new("First name", row => row.FirstName, (row, cell) => row.FirstName = cell,
        "firstname givenname given forename christianname vorname rufname prenom nombre nombres nome primeironome nomeproprio voornaam roepnaam fornamn fornavn etunimi imie jmeno krstnemeno ime keresztnev utonev prenume ad isim onoma имя имя'я име 名 名前 이름 الاسمالأول שםפרטי");

    public static AddressBookColumn LastName { get; } = new("Last name", row => row.LastName, (row, cell) => row.LastName = cell,
        "lastname surname familyname secondname nachname familienname zuname nom nomdefamille apellido apellidos primerapellido sobrenome apelido ultimonome cognome achternaam efternamn etternavn efternavn sukunimi nazwisko prijmeni priezvisko prezime vezeteknev csaladnev nume numedefamilie soyad soyadi soyisim eponymo фамилия прізвище фамилно 姓 苗字 성 اسمالعائلة שםמשפחה");

    public static AddressBookColumn Email { get; } = new("Email", row => row.Email, (row, cell) => row.Email = cell,
        "email emailaddress mail mailaddress emailadresse mailadresse courriel adressemail adresseemail adresseelectronique correo correoelectronico correoe enderecodeemail emailadres epost epostadress epostadresse sahkoposti adresemail adresaemail eposta emailcim indirizzoemail indirizzodipostaelettronica posta электроннаяпочта почта имейл メール メールアドレス 电子邮件 邮箱 이메일 emailvalue primaryemail email1 email1value hlavniemail");

    /// <summary>Only by choice, because "Name" may be either: "Smith, Anna" and "Anna Smith".</summary>
    public static AddressBookColumn FullName { get; } = new("Full name", row => $"{row.FirstName}{row.LastName}", (row, cell) => (row.FirstName, row.LastName) = PersonNames.Split(cell), "fullname");

    /// <summary>Only on its way in: a day, or a word for yes. Everything else is no consent.</summary>
    public static AddressBookColumn Consent { get; } = new("Marketing consent", row => row.Consent, (row, cell) => row.Consent = cell,
        "marketingconsent consent optin emailoptin newsletter newsletteroptin emailmarketing acceptsemailmarketing acceptsmarketing einwilligung werbeeinwilligung newslettereinwilligung consentement toestemming zgoda zgodamarketingowa consentimiento consenso consentimento");

    public static AddressBookColumn Phone { get; } = new("Phone", row => row.Phone, (row, cell) => row.Phone = cell,
            "phone telephone tel phonenumber telephonenumber mobile mobilephone cell cellphone cellnumber telefon telefonnummer handy mobil mobiltelefon rufnummer portable telephoneportable telefono telefonomovil movil celular telefone telemovel contacto cellulare telefoon telefoonnummer mobiel puhelin matkapuhelin telefonnumer komorka mobilni телефон 電話 电话 手机 전화 phone1value primaryphone");

    /// <summary>Left out for who may not see contact details: a part of one, read in again, would take the place of the whole.</summary>
    public static IReadOnlyList<AddressBookColumn> Contacts { get; } = [Email, Phone];

    /// <summary>For staff who may see customers.</summary>
    public static AddressBookColumn Alert { get; } = new("Alert", row => row.Alert, null, "alert");

    public static IReadOnlyList<AddressBookColumn> All { get; } =
    [
        FirstName,
        LastName,
        Email,
        new("Email state", row => row.EmailState is { } state ? CamelCase(state.ToString()) : null, null, "emailstate"),
        Phone,
        new("Street", row => row.Street, (row, cell) => row.Street = cell,
            "street address streetaddress address1 addressline1 strasse anschrift adresse rue voie direccion calle domicilio morada endereco rua indirizzo via straat straatnaam gata gate gade katuosoite ulica adres adresa utca cim strada adresi улица адрес 住所 地址 주소"),
        new("Postal code", row => row.PostalCode, (row, cell) => row.PostalCode = cell,
            "postalcode postcode zip zipcode plz postleitzahl codepostal cp codigopostal cep cap codicepostale postnummer postinumero kodpocztowy psc postanskibroj iranyitoszam codpostal postakodu индекс почтовыйиндекс 郵便番号 邮编 우편번호"),
        new("City", row => row.City, (row, cell) => row.City = cell,
            "city town locality ort stadt wohnort ville commune ciudad poblacion localidad cidade localidade citta comune localita stad plaats woonplaats ort by kaupunki miasto miejscowosc mesto obec grad varos oras sehir город місто 市 城市 도시"),
        new("Region", row => row.Region, (row, cell) => row.Region = cell,
            "region state province county bundesland kanton departement provincia estado distrito regione provincie lan fylke maakunta wojewodztwo kraj megye judet il область 都道府県 省"),
        new("Country", row => row.Country, (row, cell) => row.Country = cell,
            "country countrycode land staat pays paese nazione pais maa kraj zeme krajina drzava orszag tara ulke страна країна 国 国家 국가"),
        new("Language", row => row.Language, (row, cell) => row.Language = cell, "language lang sprache langue idioma lingua taal sprak kieli jezyk jazyk nyelv limba dil язык 言語 语言"),
        new("Notes", row => row.Notes, (row, cell) => row.Notes = cell, "notes note remarks remark comment comments notizen notiz bemerkung bemerkungen anmerkung remarques commentaire commentaires notas nota observaciones observacoes osservazioni opmerkingen opmerking anteckningar merknad uwagi poznamka megjegyzes notlar примечание заметки メモ 备注"),
        Alert,
        new("Lists", row => row.Lists.Count == 0 ? null : string.Join("; ", row.Lists.Order(StringComparer.InvariantCultureIgnoreCase)), null, "lists"),
        new("Last visit", row => row.LastVisit?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), null, "lastvisit"),
        new("Customer id", row => row.CustomerId.ToString(), null, "customerid"),
        new("Created", row => row.CreatedAtUtc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture), null, "created"),
    ];

    /// <summary>Those a file may bring.</summary>
    public static IReadOnlyList<AddressBookColumn> Importable { get; } = [FullName, .. All.Where(column => column.Set is not null), Consent];

    /// <summary>Those of the report (S2-25).</summary>
    public static IReadOnlyList<AddressBookColumn> Report { get; } =
        new[] { "Last name", "First name", "Alert", "Lists", "Last visit", "Email", "Email state", "Phone", "City", "Country", "Created", "Customer id" }
            .Select(header => All.Single(column => column.Header == header)).ToList();

    /// <summary>The column a heading means; the first that knows it.</summary>
    public static AddressBookColumn? Find(string heading) => Key(heading) is { Length: > 0 } key ? All.Append(FullName).Append(Consent).FirstOrDefault(column => column.Matches(key)) : null;

    public static string Key(string heading) => string.Concat(Words.Of(heading));

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
