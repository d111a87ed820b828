using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.OperaCloud.Api;

namespace BookingPlatform.OperaCloud.Features;

/// <summary>Looks for a guest nobody is: that needs the sign-in, the hotel code and the right to see profiles.</summary>
internal sealed class TestConnection(OperaSession opera)
{
    public async Task<PmsAnswer<ConnectionReport>> Run(CancellationToken ct)
    {
        if (opera.Settings.Missing is { } missing)
            return new PmsFailure.Configuration(missing);

        var answer = await opera.Search(new OperaSearch { Email = "nobody@placeholder.invalid", Limit = 1 }, ct);
        return answer.Failure is { } failure
            ? failure
            : new ConnectionReport($"Hotel {opera.Settings.Hotel}", [opera.IsBefore262 ? "OPERA Cloud 25.5 or older" : "OPERA Cloud 26.2 or newer"]);
    }
}
