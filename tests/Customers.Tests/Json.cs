using System.Text.Json;
using System.Text.Json.Nodes;
using BookingPlatform.Testing;
using FluentAssertions;

namespace BookingPlatform.Customers.Tests;

internal static class Json
{
    /// <summary>Each of the expected members stands in the answer with that value; further ones may.</summary>
    public static ApiAnswer ShouldHave(this ApiAnswer answer, object expected)
    {
        var actual = answer.Json.AsObject();
        foreach (var (name, value) in JsonSerializer.SerializeToNode(expected, JsonSerializerOptions.Web)!.AsObject())
            (actual[name]?.ToJsonString() ?? "null").Should().Be(value?.ToJsonString() ?? "null", "that is {0} in {1}", name, answer.Text);
        return answer;
    }

    public static string[] Names(this ApiAnswer answer) =>
        answer.Expect(200)["items"]!.AsArray().Select(item => $"{item!["firstName"]} {item["lastName"]}").ToArray();
}
