namespace BookingPlatform.Customers.Matching;

/// <summary>What two records look like together.</summary>
/// <param name="Bits">The evidence for one person; zero is as likely as not.</param>
/// <param name="Probability">That they are one person.</param>
/// <param name="Verdict">What follows.</param>
/// <param name="Reasons">Why, most telling first.</param>
public sealed record Likeness(double Bits, double Probability, Verdict Verdict, IReadOnlyList<Reason> Reasons)
{
    /// <summary>What counts of the evidence where certainty is asked for, in bits: the pair is certain up to that threshold. Null when something speaks against it, whatever the threshold.</summary>
    public double? CertainBits { get; init; }
}

/// <summary>Finds records of one person. Everything here is a function of its arguments: the same in any order and on any machine.</summary>
public static class Matcher
{
    /// <summary>Learns from a business's own people, without labels. With few people, general expectation rules.</summary>
    /// <param name="people">All of them.</param>
    /// <param name="settings">Own domains are used.</param>
    public static Model Learn(IEnumerable<Person> people, MatchSettings? settings = null)
    {
        var table = new Table(Schema.Customers, 1024);
        foreach (var person in people)
            table.Add(person.ToValues((settings ?? new()).OwnDomains));
        table.Sort();
        var finder = new Finder(table);
        finder.Run();
        return finder.Model;
    }

    /// <summary>The keys under which a person is stored: whoever has one in common with them has to be compared.</summary>
    /// <param name="person">Somebody.</param>
    /// <param name="model">Knows which keys too many people have; those are left out.</param>
    /// <param name="settings">Own domains are used.</param>
    /// <returns>Short texts of at most 18 characters, stable over time, each once.</returns>
    public static IReadOnlyList<string> KeysOf(Person person, Model model, MatchSettings? settings = null)
    {
        var (table, keys) = (new Table(Schema.Customers), new Keys(Schema.Customers));
        table.Add(person.ToValues((settings ?? new()).OwnDomains));
        var (texts, found) = (new List<string>(), new List<ulong>());
        for (var kind = 0; kind < keys.Kinds; kind++)
        {
            found.Clear();
            keys.Add(table, 0, kind, found);
            texts.AddRange(found.Where(key => kind >= model.Crowded.Count || !model.Crowded[kind].Contains(key)).Select(key => Keys.Text(kind, key)));
        }

        return texts.Distinct().ToList();
    }

    /// <summary>Compares two people and says why.</summary>
    public static Likeness Compare(Person one, Person other, Model model, MatchSettings? settings = null) => Compare(one, [other], model, settings)[0];

    /// <summary>Compares one person with several, as when a changed customer meets those who share a key.</summary>
    /// <returns>In the order of the others.</returns>
    public static IReadOnlyList<Likeness> Compare(Person one, IReadOnlyList<Person> others, Model model, MatchSettings? settings = null)
    {
        settings ??= new();
        var table = new Table(Schema.Customers, others.Count + 1);
        foreach (var person in others.Prepend(one))
            table.Add(person.ToValues(settings.OwnDomains));
        var (weights, comparer) = (new Weights(model, table), new PairComparer(table, cacheBits: 4));
        return Enumerable.Range(1, others.Count).Select(other => Judge(table, other, comparer, weights, settings)).ToList();
    }

    /// <summary>Joins people into groups of one person each, conflicts considered.</summary>
    /// <param name="people">All that the pairs name.</param>
    /// <param name="pairs">Pairs that were suggested and not refused by somebody.</param>
    /// <param name="model">The model that weighed them.</param>
    /// <param name="settings">Own domains are used.</param>
    /// <returns>Groups of two and more ids, in ordinal order.</returns>
    public static IReadOnlyList<IReadOnlyList<string>> Cluster(IReadOnlyList<Person> people, IEnumerable<(string One, string Other)> pairs, Model model, MatchSettings? settings = null)
    {
        var table = new Table(Schema.Customers, people.Count);
        foreach (var person in people)
            table.Add(person.ToValues((settings ?? new()).OwnDomains));
        var records = people.Index().ToDictionary(person => person.Item.Id, person => person.Index);
        var (weights, comparer) = (new Weights(model, table), new PairComparer(table, cacheBits: 8));
        var edges = pairs.Select(pair => (One: records[pair.One], Other: records[pair.Other])).Select(pair => new Edge(pair.One, pair.Other, weights.Of(comparer.Compare(table[pair.One], table[pair.Other]), table[pair.One], table[pair.Other])));
        return new Clusters(table, weights, comparer).Join(edges.ToList())
            .Select(group => (IReadOnlyList<string>)group.Select(member => people[member].Id).Order(StringComparer.Ordinal).ToList())
            .OrderBy(group => group[0], StringComparer.Ordinal).ToList();
    }

    private static Likeness Judge(Table table, int other, PairComparer comparer, Weights weights, MatchSettings settings)
    {
        var pattern = comparer.Compare(table[0], table[other]);
        var bits = weights.Of(pattern, table[0], table[other]);
        var counts = new Proof(table.Schema).CountsOf(bits, pattern, table[0], table[other]);
        var verdict = bits < settings.SuggestBits ? Verdict.Different : counts >= settings.CertainBits ? Verdict.Certain : Verdict.Suggested;
        return new(bits, Weights.Probability(bits), verdict, Reasons.Of(weights, pattern, table[0], table[other])) { CertainBits = counts };
    }
}
