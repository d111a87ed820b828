using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Mews.Api;

namespace BookingPlatform.Mews.Features;

/// <summary>
/// Makes a guest, once. Mews knows no idempotency key, so an attempt whose outcome is unknown is recognised by our reference: among the owners of the email,
/// and among all guests made since the first attempt, because name and email may have been corrected in between.
/// </summary>
internal sealed class CreateGuest(MewsSession mews)
{
    private const int Page = 1000;
    private const int MostPages = 20;
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    public async Task<PmsAnswer<ExternalGuest>> Run(NewGuest guest, CancellationToken ct)
    {
        var earlier = guest.FirstTriedUtc is { } since ? await FindOurs(guest.Reference, since, ct) : new FoundGuests([], More: false);
        if (earlier.Failure is { } failure)
            return failure;
        if (earlier.Value.Guests is [var ours, ..])
            return ours;

        if (guest.Details.Email is { } email && await Owner(email, guest.Reference, ct) is { } taken)
            return taken;

        var added = await mews.Calls.Write(() => mews.Api.AddCustomer(Request(guest), ct), ct);
        if (added.Failure is { } refused)
            return await mews.Explain(refused, id: null, guest.Details.Email, ct);

        return MewsGuest.From(added.Value) is { } made
            ? made
            : new PmsFailure.Transient("Mews accepted the guest but did not say under which id. We will look for it.") { MayHaveHappened = true };
    }

    private async Task<PmsAnswer<FoundGuests>> FindOurs(string reference, DateTime since, CancellationToken ct)
    {
        var window = new Interval(since - ClockSkew, mews.Clock.GetUtcNow().UtcDateTime + ClockSkew);
        string? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            var request = new CustomersGetAll(mews.Credentials) { CreatedUtc = window, ActivityStates = [MewsActivity.Active], Limitation = new Limitation(Page, cursor) };
            var answer = await mews.Calls.Read(() => mews.Api.GetCustomers(request, ct), ct);
            if (answer.Failure is { } failure)
                return failure;

            var customers = answer.Value.Customers ?? [];
            if (customers.Select(MewsGuest.From).FirstOrDefault(g => g?.Reference == reference) is { } ours)
                return new FoundGuests([ours], More: false);
            cursor = answer.Value.Cursor;
            if (customers.Count < Page || cursor is null)
                return new FoundGuests([], More: false);
        }

        return new PmsFailure.Business(BusinessCode.Refused, "Mews has too many new guests to tell whether this one is already among them. Look for the guest in Mews and link it by hand.");
    }

    private async Task<PmsAnswer<ExternalGuest>?> Owner(PushableEmail email, string reference, CancellationToken ct)
    {
        var owners = await mews.Owners(email.Address, ct);
        if (owners.Failure is { } failure)
            return failure;

        return owners.Value.Guests switch
        {
            [] => null,
            var guests when guests.FirstOrDefault(g => g.Reference == reference) is { } ours => ours,
            [var other, ..] => MewsRefusals.Duplicate(other),
        };
    }

    private CustomersAdd Request(NewGuest guest) => new(mews.Credentials)
    {
        FirstName = guest.Details.Name.First is { Length: > 0 } first ? first : null,
        LastName = guest.Details.Name.Last,
        Email = guest.Details.Email?.Address,
        Phone = guest.Details.Phone,
        Notes = MewsGuest.NotesWith(guest.Details.Notes, guest.Reference),
        Address = MewsGuest.ToMews(guest.Details.Address),
    };
}
