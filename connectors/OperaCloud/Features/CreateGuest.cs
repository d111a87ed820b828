using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.OperaCloud.Api;

namespace BookingPlatform.OperaCloud.Features;

/// <summary>Makes a profile, once: our reference is written with it under our external system code, and looked for first when an earlier attempt may have succeeded unheard.</summary>
internal sealed class CreateGuest(OperaSession opera)
{
    public async Task<PmsAnswer<ExternalGuest>> Run(NewGuest guest, CancellationToken ct)
    {
        if (OperaLimits.Problem(guest.Details.Name, guest.Details.Phone, guest.Details.Address) is { } tooLong)
            return tooLong;
        if (guest.FirstTriedUtc is not null && await Ours(guest.Reference, ct) is { } earlier)
            return earlier;
        if (guest.Details.Email is { } email && await Owner(email, guest.Reference, ct) is { } taken)
            return taken;

        var made = await opera.Calls.Write(() => opera.Api.PostProfile(Profile(guest), ct), response => IdIn(response.Headers?.Location), ct);
        if (made.Failure is { } refused)
            return refused;

        var id = new ExternalGuestId(made.Value);
        var read = await opera.Profile(id, ct);
        return read.Succeeded
            ? OperaGuest.From(id, read.Value, opera.Settings.System)
            : new PmsFailure.Transient("OPERA Cloud made the profile but does not show it yet. We will look again.") { MayHaveHappened = true };
    }

    /// <summary>Null when there is none of this reference.</summary>
    private async Task<PmsAnswer<ExternalGuest>?> Ours(string reference, CancellationToken ct)
    {
        var search = new OperaSearch { ExternalReferenceIds = [reference], ExternalSystemCodes = [opera.Settings.System], Limit = 2 };
        var found = await opera.Guests(search, ct);
        if (found.Failure is { } failure)
            return failure;
        return found.Value.Guests.FirstOrDefault(guest => guest.Reference == reference) is { } ours ? (PmsAnswer<ExternalGuest>)ours : null;
    }

    /// <summary>Null when nobody has the email.</summary>
    private async Task<PmsAnswer<ExternalGuest>?> Owner(PushableEmail email, string reference, CancellationToken ct)
    {
        var owners = await opera.Owners(email.Address, ct);
        if (owners.Failure is { } failure)
            return failure;
        return owners.Value.Guests switch
        {
            [] => null,
            var guests when guests.FirstOrDefault(guest => guest.Reference == reference) is { } ours => ours,
            [var other, ..] => new PmsFailure.Business(
                BusinessCode.PossibleDuplicate, $"Another guest in OPERA Cloud, {other.Name.First} {other.Name.Last}, already has this email. Decide whether they are the same person.")
            {
                OtherGuest = other.Id,
            },
        };
    }

    private OperaProfile Profile(NewGuest guest)
    {
        var (details, types) = (guest.Details, opera.Settings.Types);
        var change = new GuestChange { Name = details.Name, Email = details.Email, Phone = details.Phone, Address = details.Address };
        return new OperaProfile
        {
            ExternalReferences = [new OperaReference(guest.Reference, opera.Settings.System)],
            ProfileDetails = OperaGuest.Sections(change, current: null, types) with
            {
                ProfileType = "Guest",
                StatusCode = "Active",
                Comments = details.Notes is { } notes ? AddNote.Comment(notes, types.Note) : null,
            },
        };
    }

    // The new profile's id is told only by the address it can be read at.
    private static string? IdIn(Uri? location) =>
        location?.OriginalString.Split('?')[0].TrimEnd('/').Split('/')[^1] is { Length: > 0 } id ? Uri.UnescapeDataString(id) : null;
}
