using System.Text;

namespace BookingPlatform.Connectors.Tests.Fakes;

/// <summary>Gives out access tokens as vendors with OAuth do, and lets them run out before their time.</summary>
public sealed class FakeTokens(string clientId, string clientSecret)
{
    private int issued;
    private int oldestGood = 1;

    /// <summary>How many were given out.</summary>
    public int Issued => issued;

    /// <summary>Seconds of life that the answers promise.</summary>
    public int Life { get; set; } = 3600;

    /// <summary>Every token given out so far is refused from now on.</summary>
    public void Expire() => oldestGood = issued + 1;

    public Reply Issue(SeenRequest request) => request.Headers.GetValueOrDefault("Authorization") == $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{clientId}:{clientSecret}"))}"
        ? new Reply(200, $$"""{"access_token":"{{Token(++issued)}}","expires_in":{{Life}},"token_type":"Bearer"}""")
        : new Reply(401, """{"error":"invalid_client"}""");

    public bool Accepts(SeenRequest request) =>
        Enumerable.Range(oldestGood, issued - oldestGood + 1).Any(number => request.Headers.GetValueOrDefault("Authorization") == $"Bearer {Token(number)}");

    private static string Token(int number) => $"token-of-the-fake-{number}";
}
