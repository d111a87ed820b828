using BookingPlatform.Customers.Matching;
using BookingPlatform.Match;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Matching.Tests;

public sealed class IndexTests
{
    private static readonly List<Person> Town = MakeTown(700);
    private static readonly Model Learned = Matcher.Learn(Town);

    [Fact]
    public void One_by_one_ends_where_a_full_run_ends()
    {
        var (full, single) = (new PeopleIndex(Learned), new PeopleIndex(Learned));
        full.Load(Town);

        foreach (var person in Shuffled(Town, 3))
            single.Put(person);

        full.Groups().Should().NotBeEmpty();
        ShouldBeAlike(single, full);
    }

    [Fact]
    public void Changes_and_removals_end_where_a_full_run_ends()
    {
        var (full, changed) = (new PeopleIndex(Learned), new PeopleIndex(Learned));
        full.Load(Town.Skip(20));
        changed.Load(Town.Select((person, at) => at % 3 == 0 ? person with { FamilyName = "Other", Emails = [], Phones = [] } : person));

        foreach (var person in Town.Where((_, at) => at % 3 == 0))
            changed.Put(person);
        foreach (var person in Town.Take(20))
            changed.Remove(person.Id);

        ShouldBeAlike(changed, full);
    }

    [Fact]
    public void The_order_of_the_input_does_not_matter()
    {
        var (one, other) = (new PeopleIndex(Matcher.Learn(Shuffled(Town, 5))), new PeopleIndex(Learned));
        one.Load(Shuffled(Town, 9));
        other.Load(Town);

        ShouldBeAlike(one, other);
    }

    [Fact]
    public void A_new_customer_meets_their_older_record_at_once()
    {
        var index = new PeopleIndex(Learned);
        index.Load(Town);
        var known = Town.First(person => person.Emails is [var email] && email.Address.Contains("@gmx", StringComparison.Ordinal) && person.BirthDate is not null);

        var pairs = index.Put(known with { Id = "new" });

        pairs.Should().Contain(pair => (pair.One == known.Id || pair.Other == known.Id) && pair.Verdict == Verdict.Certain);
        index.GroupOf("new").Should().Contain([known.Id, "new"]);
    }

    private static void ShouldBeAlike(PeopleIndex one, PeopleIndex other)
    {
        var (mine, theirs) = (Lines(one), Lines(other));
        (string.Join("; ", mine.Except(theirs)), string.Join("; ", theirs.Except(mine))).Should().Be(("", ""));
    }

    private static HashSet<string> Lines(PeopleIndex index) =>
        index.Groups().Select(group => string.Join(' ', group)).Concat(Town.SelectMany(person => index.PairsOf(person.Id)).Select(pair => $"{pair.One} {pair.Other} {pair.Probability:0.0000} {pair.Verdict}")).ToHashSet();

    private static List<Person> Shuffled(List<Person> people, ulong seed)
    {
        var dice = new Dice(seed);
        return people.Select(person => (person, Place: dice.Next(int.MaxValue))).OrderBy(entry => entry.Place).Select(entry => entry.person).ToList();
    }

    private static List<Person> MakeTown(int rows)
    {
        var writer = new StringWriter();
        Generator.Write(writer, rows, seed: 4);
        return writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select((line, at) => Read(line.TrimEnd('\r').Split(','), at)).ToList();
    }

    private static Person Read(string[] cells, int at) => new($"{at}")
    {
        GivenName = cells[1],
        FamilyName = cells[2],
        BirthDate = DateOnly.TryParse(cells[3], out var born) ? born : null,
        Emails = cells[4].Length > 0 ? [new(cells[4])] : [],
        Phones = cells[5].Length > 0 ? [cells[5]] : [],
        Street = cells[6],
        PostalCode = cells[7],
        City = cells[8],
        Country = cells[9],
    };
}
