using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace BookingPlatform.Browser.Tests;

/// <summary>Deque's axe in the page itself: no second page for the summary, and only what is wrong comes back.</summary>
internal static class Axe
{
    private const string Run = """
        async rules => (await axe.run(document, { resultTypes: ['violations'], ...(rules.length ? { runOnly: { type: 'rule', values: rules } } : {}) }))
            .violations.map(violation => `${violation.id}: ${violation.nodes[0].html}`)
        """;

    /// <summary>Half a megabyte that each page of the context brings along instead of being sent it for each look.</summary>
    public static Task BringTo(IBrowserContext context) => context.AddInitScriptAsync(new BundledAxeScriptProvider().GetScript());

    /// <param name="page">In a context that brings axe along.</param>
    /// <param name="rules">Only these; none for all of them.</param>
    public static Task<string[]> Violations(IPage page, params string[] rules) => page.EvaluateAsync<string[]>(Run, rules);
}
