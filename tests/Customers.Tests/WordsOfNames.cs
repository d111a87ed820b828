using BookingPlatform.Customers.Search;
using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace BookingPlatform.Customers.Tests;

public sealed class WordsOfNames
{
    [Theory]
    [InlineData("Müller-Lüdenscheidt", "muller ludenscheidt")]
    [InlineData("STRAßE", "strasse")]
    [InlineData("Łukasz Đorđević", "lukasz dordevic")]
    [InlineData("O’Brien", "obrien")]
    [InlineData("İstanbul IŞIK", "istanbul isik")]
    [InlineData("ΣΩΚΡΑΤΗΣ", "σωκρατησ")]
    [InlineData("Сёма", "сема")]
    [InlineData("مُحَمَّد", "محمد")]
    [InlineData("Ｆｕｌｌ　Ｗｉｄｔｈ", "full width")]
    [InlineData("+351 912 345 678", "351912345678")]
    [InlineData("0044 20", "4420")]
    [InlineData("anna.smith@example.com", "anna smith example com")]
    [InlineData("王小明", "王小明")]
    [InlineData("  ", "")]
    [InlineData("\u0000;--'\"%_", "")]
    public void Words_are_folded(string text, string words) => string.Join(' ', Words.Of(text)).Should().Be(words);

    [Fact]
    public void Folding_twice_changes_nothing() => Prop.ForAll<NonNull<string>>(text =>
    {
        var once = string.Join(' ', Words.Of(WithoutHalves(text.Get)));
        return string.Join(' ', Words.Of(once)) == once;
    }).QuickCheckThrowOnFailure();

    private static string WithoutHalves(string text) => string.Concat(text.Where(sign => !char.IsSurrogate(sign)));
}
