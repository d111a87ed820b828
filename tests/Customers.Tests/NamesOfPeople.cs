using FluentAssertions;
using Xunit;

namespace BookingPlatform.Customers.Tests;

public sealed class NamesOfPeople
{
    [Theory]
    [InlineData("Anna", "Smith", "ANNA", "smith", true)]
    [InlineData("Anna", "Smith", "Smith", "Anna", true)]
    [InlineData("Rob", "Allen", "Robert", "Allen", true)]
    [InlineData("A.", "Smith", "Anna", "Smith", true)]
    [InlineData("José", "Núñez", "Jose", "Nunez", true)]
    [InlineData("Anna", "Smith", "Ben", "Smith", false)]
    [InlineData("Anna", "Smith", "Anna", "Jones", false)]
    [InlineData("!", "?", "!", "?", false)]
    public void Two_names_agree_or_do_not(string first, string last, string otherFirst, string otherLast, bool agree) =>
        PersonNames.Agree((first, last), (otherFirst, otherLast)).Should().Be(agree);
}
