using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Mews.Api;

namespace BookingPlatform.Mews.Features;

/// <summary>
/// Writes changed fields. <c>accounts/update</c> leaves every field alone that is not named, and flags too, which <c>customers/update</c> may drop; it has no
/// address. An address is changed in place, so that a repeated write does not add a second one; only a guest without any gets the first through
/// <c>customers/update</c>.
/// </summary>
internal sealed class UpdateGuest(MewsSession mews)
{
    public async Task<PmsAnswer<Done>> Run(ExternalGuestId id, GuestChange change, CancellationToken ct)
    {
        if ((change with { Address = null }) is { IsEmpty: false } person && await WritePerson(id, person, ct) is { } refused)
            return await mews.Explain(refused, id, change.Email, ct);
        if (change.Address is { } address && await WriteAddress(id, address, ct) is { } failure)
            return await mews.Explain(failure, id, email: null, ct);

        return default(Done);
    }

    private async Task<PmsFailure?> WritePerson(ExternalGuestId id, GuestChange change, CancellationToken ct)
    {
        var fields = new CustomerFields
        {
            FirstName = change.Name is null ? null : new Written(change.Name.First is { Length: > 0 } first ? first : null),
            LastName = change.Name is null ? null : new Written(change.Name.Last),
            Email = change.Email is null ? null : new Written(change.Email.Address),
            Telephone = change.Phone is null ? null : new Written(change.Phone),
            Notes = change.Notes is null ? null : new Written(change.Notes),
        };
        var request = new AccountsUpdate(mews.Credentials) { AccountUpdates = [new AccountUpdate(id.Value, fields)] };
        return (await mews.Calls.Write(() => mews.Api.UpdateAccounts(request, ct), ct)).Failure;
    }

    private async Task<PmsFailure?> WriteAddress(ExternalGuestId id, PostalAddress address, CancellationToken ct)
    {
        var current = await mews.Customer(id, ct);
        if (current.Failure is { } failure)
            return failure;

        var wanted = MewsGuest.ToMews(address)!;
        return current.Value.AddressId is { Length: > 0 } addressId
            ? await Change(addressId, wanted, ct)
            : await WriteFirst(id, wanted, ct);
    }

    private async Task<PmsFailure?> Change(string addressId, MewsAddress wanted, CancellationToken ct)
    {
        var update = new AddressUpdate(addressId)
        {
            Line1 = new Written(wanted.Line1),
            Line2 = new Written(wanted.Line2),
            City = new Written(wanted.City),
            PostalCode = new Written(wanted.PostalCode),
            CountryCode = new Written(wanted.CountryCode),
            CountrySubdivisionCode = new Written(wanted.CountrySubdivisionCode),
        };
        var request = new AddressesUpdate(mews.Credentials) { AddressUpdates = [update] };
        return (await mews.Calls.Write(() => mews.Api.UpdateAddresses(request, ct), ct)).Failure;
    }

    private async Task<PmsFailure?> WriteFirst(ExternalGuestId id, MewsAddress wanted, CancellationToken ct)
    {
        var request = new CustomersUpdate(mews.Credentials) { CustomerId = id.Value, Address = wanted };
        return (await mews.Calls.Write(() => mews.Api.UpdateCustomer(request, ct), ct)).Failure;
    }
}
