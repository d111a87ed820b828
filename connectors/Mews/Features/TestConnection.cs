using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Mews.Api;

namespace BookingPlatform.Mews.Features;

/// <summary>Asks for the property's name, then for a guest nobody is: tokens can be good and still not allowed to see guests.</summary>
internal sealed class TestConnection(MewsSession mews, string? enterpriseId)
{
    public async Task<PmsAnswer<ConnectionReport>> Run(CancellationToken ct)
    {
        var request = new ConfigurationGet(mews.Credentials) { EnterpriseId = enterpriseId };
        var configuration = await mews.Calls.Read(() => mews.Api.GetConfiguration(request, ct), ct);
        if (configuration.Failure is { } failure)
            return failure;
        if (configuration.Value.Enterprise is not { Name: { Length: > 0 } name } property)
            return new PmsFailure.Configuration("Mews answered, but not with a property. Check the API address and the property id on the connection page.");

        var guests = await mews.Owners("nobody@placeholder.invalid", ct);
        return guests.Failure switch
        {
            null => new ConnectionReport(name, [.. Details(property)]),
            PmsFailure.Auth => new PmsFailure.Auth($"The tokens lead to {name}, but may not see guests. Ask Mews to allow this integration to read and write customers."),
            var other => other,
        };
    }

    private static IEnumerable<string> Details(MewsEnterprise property)
    {
        if (!string.IsNullOrWhiteSpace(property.ChainName))
            yield return $"Chain: {property.ChainName}";
        if (!string.IsNullOrWhiteSpace(property.TimeZoneIdentifier))
            yield return $"Time zone: {property.TimeZoneIdentifier}";
    }
}
