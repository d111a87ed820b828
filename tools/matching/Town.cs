using System.Text;
using BookingPlatform.Customers.Matching.Text;

namespace BookingPlatform.Match;

/// <summary>Names, streets and numbers to make people of. All are put together from parts; whoever exists is met by chance.</summary>
internal sealed class Town(Dice dice)
{
    private readonly HashSet<string> _mailboxes = [];

    private static readonly string[] Starts = "Hart Mill Wood Ash Brad Clif Stan Fair Hol Ken Lang Nor Pres Rad Shel Thorn Wal West Papad Kar Niko Theo Petr Ivan Volk Moroz Kow Nowa Lewan Zie Ross Bian Ferr Mori Gall Garc Lop Fern Mart Rodr Mul Schnei Hoff Berg Lind Sand Dahl Nyg Haka Virta Dub Mor Ler Gir Faur Tana Yama Suzu Kim Park Nguy Tran Okaf Mens Abd Hass Karim Sala Silv Per Olive Cost".Split(' ');
    private static readonly string[] Ends = "son er ton ley ford man well field by ham opoulos akis idis ou ov ova enko ski ska czyk ini etti elli ucci ez ado es eira mann bach stein hold strom gren holm nen la ois eau ard et moto da waga en ah im oglu yan dze ic ard ing low den wick dale".Split(' ');
    private static readonly string[] Givens = "James Mary Robert Patricia John Jennifer Michael Linda William Elizabeth David Barbara Richard Susan Joseph Jessica Thomas Sarah Charles Karen Christopher Nancy Daniel Lisa Matthew Betty Anthony Margaret Mark Sandra Donald Ashley Steven Kimberly Paul Emily Andrew Donna Joshua Michelle Kenneth Dorothy Kevin Carol Brian Amanda George Melissa Edward Deborah Ronald Stephanie Timothy Rebecca Jason Sharon Jeffrey Laura Ryan Cynthia Jacob Kathleen Gary Amy Nicholas Shirley Eric Angela Jonathan Helen Stephen Anna Larry Brenda Justin Pamela Scott Nicole Brandon Samantha Benjamin Katherine Samuel Emma Gregory Ruth Frank Christine Alexander Catherine Raymond Debra Patrick Rachel Jack Carolyn Dennis Janet Jerry Virginia Tyler Maria Aaron Heather Jose Diane Henry Julie Adam Joyce Douglas Victoria Nathan Olivia Peter Kelly Zachary Christina Kyle Lauren Walter Joan Harold Evelyn Jeremy Judith Ethan Megan Carl Andrea Keith Cheryl Roger Hannah Gerald Jacqueline Lukas Sofia Matteo Giulia Hans Ingrid Olga Dmitri Irina Sergei Natalia Ivan Yuki Haruto Chen Wei Fatima Omar Leila Ahmed Ioanna Nikos Eleni Kostas Pierre Camille Luc Chloe Joao Ines Pedro Beatriz Lars Astrid Mikko Aino Piotr Agnieszka Marek Zofia Carlos Lucia Pablo Carmen".Split(' ');
    private static readonly Dictionary<string, string[]> Shorts =
        "Robert Bob Rob Bobby; William Bill Will; Elizabeth Liz Beth Betty; Margaret Maggie Peggy; Richard Dick Rick; James Jim Jimmy; Thomas Tom; Michael Mike Mick; Katherine Kate Kathy; Catherine Cathy; Alexander Alex Sasha; Christopher Chris; Joseph Joe; Edward Ed Ted; Anthony Tony; Daniel Dan; Matthew Matt; Andrew Andy; Patricia Pat Trish; Jennifer Jen; Deborah Debbie; Nicholas Nick; Samuel Sam; Dmitri Dima"
            .Split("; ").Select(entry => entry.Split(' ')).ToDictionary(entry => entry[0], entry => entry[1..]);

    private static readonly string[] Cities = "Harbourton Eastfield Norrvik Altstadt Bellano Miravel Kastro Zelenograd Lindenau Portmere Saltby Vallon Riomar Hakala Dolina Brookside Monteluce Grunewald Kallithea Fjordby".Split(' ');
    private static readonly string[] Countries = ["GB", "GB", "SE", "DE", "IT", "FR", "GR", "RU", "DE", "GB", "GB", "FR", "ES", "FI", "PL", "GB", "IT", "DE", "GR", "NO"];
    private static readonly string[] Kinds = ["Street", "Road", "Lane", "Avenue", "Way", "Court"];
    private static readonly string[] Hosts = ["gmail.com", "outlook.com", "yahoo.com", "gmx.de", "web.de", "icloud.com", "orange.fr", "libero.it"];

    public string Given() => Givens[dice.Often(Givens.Length)];

    public string Family()
    {
        var number = dice.Often(Starts.Length * Ends.Length);
        // 37 and the number of names have no divisor in common, so every name is met.
        number = (int)((long)number * 37 % (Starts.Length * Ends.Length));
        var name = Starts[number % Starts.Length] + Ends[number / Starts.Length];
        return dice.Chance(0.03) ? $"{name}-{Starts[dice.Next(Starts.Length)]}{Ends[dice.Next(Ends.Length)]}" : name;
    }

    public Home Home()
    {
        var city = dice.Often(Cities.Length);
        var street = $"{1 + dice.Next(180)} {Starts[dice.Next(Starts.Length)]}{Ends[dice.Next(Ends.Length)]} {Kinds[dice.Next(Kinds.Length)]}";
        return new(street, $"{10 + city}{dice.Next(400):000}", Cities[city], Countries[city]);
    }

    public string Phone() => $"+4{dice.Next(10)}{100 + dice.Next(900)}{dice.Next(10_000_000):0000000}";

    public string Email(string given, string family, DateOnly born)
    {
        var (first, last) = (Folding.Fold(given), Folding.Fold(family).Replace(" ", "", StringComparison.Ordinal));
        var local = dice.Next(4) switch { 0 => $"{first}.{last}", 1 => $"{first[0]}{last}{born.Year % 100:00}", 2 => $"{first}{last}{dice.Next(1000)}", _ => $"{last}.{first}{dice.Next(100)}" };
        var host = Hosts[dice.Next(Hosts.Length)];
        while (!_mailboxes.Add($"{local}@{host}"))
            local += (char)('0' + dice.Next(10));
        return $"{local}@{host}";
    }

    public string ShortForm(string given) => Shorts.TryGetValue(given, out var forms) ? forms[dice.Next(forms.Length)] : given;

    /// <summary>A Latin name as it is written in Russian, letter by letter.</summary>
    public static string Cyrillic(string name)
    {
        const string Latin = "abcdefghiklmnoprstuvyz";
        const string Russian = "абкдефгхиклмнопрстувыз";
        var written = new StringBuilder();
        foreach (var letter in name)
            written.Append(Latin.IndexOf(char.ToLowerInvariant(letter), StringComparison.Ordinal) is >= 0 and var at ? char.IsUpper(letter) ? char.ToUpperInvariant(Russian[at]) : Russian[at] : letter);
        return written.ToString();
    }
}
