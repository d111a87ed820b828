using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Templates;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Notifications.Tests;

/// <summary>What staff may write into a template, what is refused and where, and that nothing typed there becomes markup or runs.</summary>
public sealed class TemplateGrammarTests
{
    private static readonly TemplateText Plain = new("Hello", "Hello", "Hello {{guest}},\n\n{{details}}\n\nBye");

    [Theory]
    [InlineData("Hello {{guest}", 1, 7, "do not enclose")]
    [InlineData("Hello\n  {{{guest}}}", 2, 3, "Three braces")]
    [InlineData("Hello }} there", 1, 7, "close nothing")]
    [InlineData("{{#if guest}}Hello", 1, 1, "not closed")]
    [InlineData("A\nB{{/if}}", 2, 2, "closes nothing")]
    [InlineData("{{else}}", 1, 1, "without an {{#if")]
    [InlineData("{{#if guest}}{{/unless}}", 1, 14, "closes nothing")]
    [InlineData("{{booking.alert}}", 1, 1, "There is no placeholder")]
    [InlineData("{{#if booking.alert}}x{{/if}}", 1, 1, "There is no placeholder")]
    [InlineData("{{#each booking}}x{{/each}}", 1, 1, "Only placeholders")]
    [InlineData("{{> details}}", 1, 1, "Only placeholders")]
    [InlineData("{{lookup this 'words'}}", 1, 1, "do not enclose")]
    [InlineData("{{&guest}}", 1, 1, "Only placeholders")]
    [InlineData("{{!-- hidden --}}", 1, 1, "Only placeholders")]
    [InlineData("{{@root.guest}}", 1, 1, "do not enclose")]
    [InlineData("{{../guest}}", 1, 1, "do not enclose")]
    [InlineData("{{this}}", 1, 1, "There is no placeholder")]
    [InlineData("Text {{details}} in a line", 1, 6, "on a line of its own")]
    [InlineData("{{#if guest}}{{#if guest}}{{#if guest}}{{#if guest}}{{#if guest}}{{#if guest}}{{#if guest}}{{#if guest}}{{#if guest}}x", 1, 105, "too many")]
    public void What_cannot_be_filled_is_refused_with_line_and_column(string body, int line, int column, string problem)
    {
        var refusal = MailTemplate.Read(Plain with { Body = body }, MessageKind.Confirmation).Refusal;

        refusal!.Code.Should().Be("template-unusable");
        refusal.Errors["body"].Single().Should().StartWith($"Line {line}, column {column}: ").And.Contain(problem);
    }

    [Fact]
    public void Lines_after_the_details_are_counted_from_the_top() =>
        MailTemplate.Read(Plain with { Body = "One\n{{details}}\nThree\n  {{wrong}}" }, MessageKind.Confirmation).Refusal!.Errors["body"].Single().Should().StartWith("Line 4, column 3: ");

    [Fact]
    public void A_condition_cannot_be_opened_before_the_details_and_closed_behind() =>
        MailTemplate.Read(Plain with { Body = "{{#if guest}}\n{{details}}\n{{/if}}" }, MessageKind.Confirmation).Refusal!.Errors["body"].Single().Should().Contain("not closed");

    [Theory]
    [InlineData("{{booking.service}}")]
    [InlineData("{{#if booking.isStay}}x{{/if}}")]
    [InlineData("{{details}}")]
    public void Advertising_is_about_no_booking(string body) =>
        MailTemplate.Read(Plain with { Body = body }, MessageKind.Advertising).Refusal!.Errors["body"].Single().Should().Contain("There is no placeholder").And.NotContain("{{booking.code}}");

    [Fact]
    public void Every_placeholder_that_is_offered_can_be_used()
    {
        var body = string.Join("\n", TemplateGrammar.Values.Select(value => $"{{{{#if {value}}}}}{{{{{value}}}}}{{{{else}}}}-{{{{/if}}}}"));

        var text = Cards.Fill(new TemplateText("{{guest}}", "{{guest}}", body)).Text();

        text.Should().StartWith("Anna Smyth\nHarbour Hotel & Spa\n+351 21 000 0000\n").And.Contain("K7QM-2XP4").And.NotContain("{{");
    }

    [Fact]
    public void Markup_in_a_template_and_in_a_name_is_text()
    {
        var about = new Gate.Passage(null, Cards.Anna with { FirstName = "<b>Anna</b>{{details}}" }, Cards.Massage);

        var html = Cards.Fill(new TemplateText("<i>x</i>", "<i>x</i>", "<script>alert(1)</script> {{booking.service}}\n\n{{details}}"), about).Html();

        html.Should().Contain("&lt;script&gt;alert(1)&lt;/script&gt;").And.Contain("<h1>&lt;i&gt;x&lt;/i&gt;</h1>").And.NotContain("<script").And.NotContain("<b>");
        html.Split("<table>").Should().HaveCount(2, "the details stand where the template puts them, not where a name does");
    }

    [Fact, Trait("Criterion", "S2-26")]
    public void No_placeholder_leads_to_what_staff_wrote_for_themselves()
    {
        var members = typeof(MailModel).Assembly.GetTypes().Where(type => type.Namespace == typeof(MailModel).Namespace).Where(type => type.Name.EndsWith("Model", StringComparison.Ordinal))
            .SelectMany(type => type.GetProperties()).Select(property => property.Name);

        members.Should().NotContain(name => name.Contains("Alert", StringComparison.OrdinalIgnoreCase) || name.Contains("Note", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith("Card", StringComparison.Ordinal));
        TemplateGrammar.Values.Should().NotContain(value => value.Contains("alert", StringComparison.OrdinalIgnoreCase) || value.Contains("note", StringComparison.OrdinalIgnoreCase));
    }
}
