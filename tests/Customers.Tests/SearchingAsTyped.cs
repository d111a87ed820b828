using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Email;
using BookingPlatform.Customers.Search;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Customers.Tests;

public sealed class SearchingAsTyped
{
    private static readonly string[] Firsts = ["Anna", "Anna Maria", "Ana", "Mariana", "José", "Jo", "李", "Хуан"];
    private static readonly string[] Lasts = ["Smith", "Smithson", "da Silva Santos", "O'Neil", "Müller", "Anna", "伟", "Перес"];

    /// <summary>The yardstick is what the contract says: every typed word is the beginning of one of the customer's words.</summary>
    [Theory, OnEveryDatabase, Trait("Criterion", "S1-6")]
    public async Task Whatever_is_typed_finds_exactly_those_whose_words_begin_so(Db db)
    {
        var platform = await Platform.On(db);
        var business = await platform.NewBusiness();
        var people = People(new Random(4711)).ToList();
        await platform.Inside(business, async services =>
        {
            people.ForEach(person => services.GetRequiredService<CustomerRecords>().Add(person));
            await services.GetRequiredService<Work>().SaveAsync(CancellationToken.None);
            return 0;
        });

        foreach (var typed in Typed(people, new Random(17)).Take(300))
        {
            var found = await platform.Inside(business, services => services.GetRequiredService<ICustomers>().Search(typed, 100, CancellationToken.None));
            found.Select(card => card.Id).Should().OnlyHaveUniqueItems("it was {0}", typed)
                .And.BeEquivalentTo(people.Where(person => Means(typed, person)).Select(person => person.Id), "it was {0}", typed);
        }
    }

    [Theory]
    [InlineData("anna", "anna")]
    [InlineData("anna sm", "anna sm|sm anna|anna+ sm")]
    [InlineData("ann anna", "anna")]
    [InlineData("anna gmail", "anna gmail|gmail anna|anna+ gmail")]
    [InlineData("anna maria smi", "anna maria smi|maria+ anna+ smi")]
    [InlineData("  ", "")]
    public void The_plan_says_where_to_look(string typed, string places)
    {
        var plan = SearchPlan.For(typed);

        string.Join('|', plan.Places.Select(place => string.Concat([place.Start, .. place.Contained.Select(word => "+" + word)]))).Should().Be(places);
    }

    private static IEnumerable<Customer> People(Random random)
    {
        for (var n = 0; n < 90; n++)
        {
            var details = new CustomerDetails { FirstName = Firsts[random.Next(Firsts.Length)], LastName = Lasts[random.Next(Lasts.Length)], Phone = random.Next(2) == 0 ? $"91{random.Next(1000, 9999)}{n:000}" : null };
            var customer = Customer.Create(details, "PT", DateTime.UtcNow);
            if (random.Next(2) == 0)
                customer.Reach(EmailAddress.Read($"{(random.Next(2) == 0 ? "anna.s" : "x-smith")}{n}@{(random.Next(2) == 0 ? "gmail.com" : "firm.example")}", out var _)!, EmailState.Unverified, DateTime.UtcNow);
            yield return customer;
        }
    }

    private static IEnumerable<string> Typed(List<Customer> people, Random random)
    {
        while (true)
        {
            var person = people[random.Next(people.Count)];
            var words = WordsOf(person).Where(word => word is not ("com" or "example" or "gmail")).ToArray();
            random.Shuffle(words);
            yield return string.Join(' ', words.Take(random.Next(1, 4)).Select(word => word[..random.Next(1, word.Length + 1)]));
        }
    }

    private static bool Means(string typed, Customer person) => Words.Of(typed).All(word => WordsOf(person).Any(own => own.StartsWith(word, StringComparison.Ordinal)));

    private static IEnumerable<string> WordsOf(Customer person) =>
        Words.Of($"{person.FirstName} {person.LastName} {person.Email?.Address.Replace("@", " . ", StringComparison.Ordinal)}").Append(person.PhoneE164 is { } phone ? phone[4..] : "").Where(word => word.Length > 0);
}
