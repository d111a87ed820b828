namespace BookingPlatform.Host.Demo;

/// <summary>A guest of the demo; without an email booked by telephone.</summary>
internal sealed record DemoPerson(string FirstName, string LastName, string? Email, string? Phone)
{
    /// <summary>Not the forwarding address of a travel site, which is another one with each booking.</summary>
    public bool HasOwnEmail => Email?.EndsWith("@guest.booking.com", StringComparison.Ordinal) == false;
}

/// <summary>People of many countries and scripts, some of them entered twice.</summary>
internal static class DemoPeople
{
    public static IReadOnlyList<DemoPerson> Hotel { get; } =
    [
        new("Anna", "Smyth", "anna.smyth@mail.example", "+44 20 7946 0123"),
        new("Anna", "Smith", null, "+44 20 7946 0123"),
        new("João", "Pereira", "joao.pereira@correio.example", "+351 912 555 014"),
        new("Beatriz", "Almeida", "bia.almeida@correio.example", "+351 965 550 177"),
        new("Tiago", "Nunes", null, "+351 933 555 021"),
        new("Ingrid", "Sørensen", "ingrid@soerensen.example", "+45 32 55 50 19"),
        new("Łukasz", "Wiśniewski", "lukasz.w@poczta.example", "+48 22 555 01 31"),
        new("Zofia", "Kowalczyk", null, "+48 601 555 012"),
        new("Étienne", "Lefèvre", "e.lefevre@courriel.example", "+33 6 55 50 01 27"),
        new("Chloé", "Dubois", "chloe.dubois@courriel.example", null),
        new("Jürgen", "Weiß", "juergen.weiss@post.example", "+49 30 5550 144"),
        new("Jurgen", "Weiss", null, null),
        new("Maria", "van den Berg", "m.vandenberg@post.example", "+31 6 5550 0144"),
        new("小林", "美咲", "misaki.kobayashi@mail.example", "+81 90 5550 0101"),
        new("李", "伟", "li.wei@mail.example", "+86 138 5550 0102"),
        new("Нина", "Петрова", "nina.petrova@pochta.example", null),
        new("Ελένη", "Παπαδοπούλου", "eleni.p@mail.example", "+30 694 555 0103"),
        new("يوسف", "الحداد", null, "+971 50 555 0104"),
        new("Aoife", "O’Connor", "aoife.oconnor@mail.example", "+353 86 555 0105"),
        new("Robert", "Miller", "bob.miller@mail.example", "+1 212 555 0106"),
        new("Bob", "Miller", "robert.miller@guest.booking.com", "+1 212 555 0106"),
        new("Priya", "Raghunathan", "priya.r@mail.example", "+91 98 5550 0107"),
        new("Giulia", "Bianchi", "giulia.bianchi@posta.example", "+39 348 555 0108"),
        new("Marco", "Bianchi", "giulia.bianchi@posta.example", null),
        new("Sofía", "Hernández Ruiz", "sofia.hr@correo.example", "+34 655 550 109"),
        new("Oliver", "Brown", null, null),
        new("Grace", "Taylor", "grace.taylor@mail.example", "+61 4 5550 0110"),
        new("Fatma", "Yılmaz", "fatma.yilmaz@posta.example", "+90 532 555 0111"),
        new("Daniel", "Cohen", "d.cohen@mail.example", "+972 50 555 0112"),
        new("Mia", "Andersson", null, "+46 70 555 01 13"),
    ];

    /// <summary>They do yoga together tomorrow: one will be flagged, one has left no email.</summary>
    public static IReadOnlyList<DemoPerson> YogaFriends { get; } =
    [
        new("Ingrid", "Sørensen", "ingrid@soerensen.example", "+45 32 55 50 19"),
        new("Tereza", "Nováková", null, "+420 601 555 015"),
    ];

    public static IReadOnlyList<DemoPerson> Salon { get; } =
    [
        new("Camille", "Moreau", "camille.moreau@courriel.example", "+33 6 55 50 02 01"),
        new("Lucas", "Garnier", null, "+33 6 55 50 02 02"),
        new("Inès", "Benali", "ines.benali@courriel.example", null),
        new("Hugo", "Marchand", "hugo.marchand@courriel.example", "+33 6 55 50 02 04"),
        new("Anna", "Smyth", "anna.smyth@mail.example", null),
    ];
}
