using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Mews.Api;

namespace BookingPlatform.Mews;

/// <summary>What every operation needs, and the two look-ups that several share.</summary>
internal sealed record MewsSession(IMewsApi Api, MewsCredentials Credentials, MewsCalls Calls, TimeProvider Clock)
{
    private const int SameEmail = 20;

    /// <summary>One customer, active, deleted or merged.</summary>
    public async Task<PmsAnswer<MewsCustomer>> Customer(ExternalGuestId id, CancellationToken ct)
    {
        var request = new CustomersGetAll(Credentials) { CustomerIds = [id.Value], ActivityStates = [MewsActivity.Active, MewsActivity.Deleted] };
        var answer = await Calls.Read(() => Api.GetCustomers(request, ct), ct);
        if (answer.Failure is { } failure)
            return failure;

        return answer.Value.Customers?.FirstOrDefault(c => string.Equals(c.Id, id.Value, StringComparison.OrdinalIgnoreCase)) switch
        {
            null => new PmsFailure.Gone("Mews no longer has this guest."),
            { IsActive: false, MergeTargetId: { Length: > 0 } target } =>
                new PmsFailure.Gone("In Mews this guest was merged into another.") { MergedInto = new ExternalGuestId(target) },
            { IsActive: false } => new PmsFailure.Gone("In Mews this guest was deleted."),
            var customer => customer,
        };
    }

    /// <summary>The active customers with this email.</summary>
    public async Task<PmsAnswer<FoundGuests>> Owners(string email, CancellationToken ct)
    {
        var request = new CustomersGetAll(Credentials) { Emails = MewsGuest.Spellings(email), ActivityStates = [MewsActivity.Active], Limitation = new Limitation(SameEmail) };
        var answer = await Calls.Read(() => Api.GetCustomers(request, ct), ct);
        if (answer.Failure is { } failure)
            return failure;

        var owners = (answer.Value.Customers ?? []).Select(MewsGuest.From).OfType<ExternalGuest>().Where(g => MewsGuest.HasEmail(g, email));
        return new FoundGuests([.. owners], More: false);
    }
}
