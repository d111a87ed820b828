namespace BookingPlatform.Customers.Contracts;

/// <summary>
/// One thing that follows from a choice, for the question before it: the member <c>consequences</c> of the refusal <c>email-missing</c> is a list of these.
/// </summary>
/// <param name="Code">Stable, kebab-case: <c>no-notifications</c>, <c>no-status-updates</c>, <c>not-in-guest-app</c>, <c>possible-duplicates</c>.</param>
/// <param name="Text">One plain sentence.</param>
public sealed record Consequence(string Code, string Text);
