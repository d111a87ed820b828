using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Apaleo.Features;

/// <summary>Looks at one reservation of the property: its answer carries the property's name, and the right to see reservations is the one we need.</summary>
internal sealed class TestConnection(ApaleoSession apaleo)
{
    public async Task<PmsAnswer<ConnectionReport>> Run(CancellationToken ct)
    {
        var answer = await apaleo.Calls.Read(() => apaleo.Api.GetReservations(apaleo.Property, null, null, 1, ct), ct);
        if (answer.Failure is { } failure)
            return failure;

        var name = answer.Value.Reservations?.Select(r => r.Property?.Name).FirstOrDefault(n => !string.IsNullOrWhiteSpace(n));
        return name is null
            ? new ConnectionReport(apaleo.Property, ["This property has no reservations yet, so apaleo does not tell its name."])
            : new ConnectionReport(name, [$"Property: {apaleo.Property}"]);
    }
}
