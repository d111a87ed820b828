using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Push;

namespace BookingPlatform.Connectors.Tests.Sync;

/// <summary>The rules by which a field is sent, taken or shown, one sentence each.</summary>
public sealed class FieldRulesDecide
{
    [Theory]
    [InlineData("Platform", "a", "b", "a", "Differs")]
    [InlineData("Pms", "a", "b", "a", "Theirs")]
    [InlineData("Newest", "a", "b", "a", "Theirs")]
    [InlineData("Platform", "a", "b", "b", "Ours")]
    [InlineData("Pms", "a", "b", "b", "Ours")]
    [InlineData("Newest", "a", "b", "b", "Ours")]
    [InlineData("Newest", "a", "b", "c", "Differs")]
    [InlineData("Pms", "a", "", "", "Ours")]
    [InlineData("Pms", "a", "", "a", "Ours")]
    [InlineData("Platform", "", "b", "", "Theirs")]
    [InlineData("Pms", "", "b", "b", "Same")]
    [InlineData("Pms", "", "", "", "Same")]
    [Trait("Criterion", "S0-45")]
    public void Who_changed_it_and_whose_it_is_decide(string owner, string ours, string theirs, string agreed, string fate) =>
        FieldRules.Decide(Sides(owner, ours, theirs) with { Agreed = agreed }).ToString().Should().Be(fate);

    [Theory]
    [InlineData("Platform")]
    [InlineData("Pms")]
    [InlineData("Newest")]
    [Trait("Criterion", "S0-45")]
    public void An_old_or_relayed_address_and_our_own_echo_win_over_nothing_whoever_owns_the_field(string owner)
    {
        FieldRules.Decide(Sides(owner, "a", "b") with { IsWorthless = true, TheirsIsNewer = true }).Should().Be(FieldFate.Ours);
        FieldRules.Decide(Sides(owner, "", "b") with { IsWorthless = true, TheirsIsNewer = true }).Should().Be(FieldFate.Same);
        FieldRules.Decide(Sides(owner, "a", "b") with { IsEcho = true, TheirsIsNewer = true }).Should().Be(FieldFate.Ours);
    }

    [Theory]
    [InlineData(true, "Theirs")]
    [InlineData(false, "Ours")]
    public void Where_both_changed_it_the_newer_counts(bool theirsIsNewer, string fate) =>
        FieldRules.Decide(Sides("Newest", "a", "b") with { Agreed = "c", TheirsIsNewer = theirsIsNewer }).ToString().Should().Be(fate);

    [Fact]
    public void Marks_survive_being_stored_and_four_unconfirmed_writes_are_remembered()
    {
        var stored = Enumerable.Range(1, 6).Aggregate("", (known, number) => FieldMarks.Among(known, FieldMarks.None with { Email = $"{number}" }));

        FieldMarks.All(stored).Select(marks => marks.Email).Should().Equal("6", "5", "4", "3");
        FieldMarks.Read(FieldMarks.Of(new("Anna", "Smyth"), " Anna@Smyth.example", "00351 912", null).ToString())
            .Should().Be(FieldMarks.Of(new("Anna", "Smyth"), "anna@smyth.EXAMPLE ", "+351912", null));
    }

    private static FieldSides Sides(string owner, string ours, string theirs) => new(DifferingField.Email, Enum.Parse<FieldOwner>(owner), ours, theirs) { Agree = ours.Length > 0 && ours == theirs };
}
