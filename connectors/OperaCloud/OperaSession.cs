using System.Net;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.OperaCloud.Api;

namespace BookingPlatform.OperaCloud;

/// <summary>What every operation needs, and the look-ups that several share.</summary>
internal sealed class OperaSession(IOperaApi api, OperaCalls calls, OperaSettings settings)
{
    private static readonly string[] Sections = ["Profile", "Communication", "Address", "Comment"];
    private static readonly PmsFailure.Gone NotThere = new("OPERA Cloud no longer has this guest.");
    private volatile bool onlyKnowsGet;

    public IOperaApi Api => api;

    public OperaCalls Calls => calls;

    public OperaSettings Settings => settings;

    /// <summary>Whether this OPERA turned out to be older than 26.2.</summary>
    public bool IsBefore262 => onlyKnowsGet;

    /// <summary>
    /// Searches as 26.2 does, and where that is not known as 25.5 did; the first that works is remembered. Nothing found comes as 204, which reads as empty.
    /// </summary>
    public async Task<PmsAnswer<OperaSearchAnswer>> Search(OperaSearch search, CancellationToken ct)
    {
        if (!onlyKnowsGet)
        {
            var status = default(HttpStatusCode?);
            var answer = await calls.Read(
                async () =>
                {
                    var response = await api.Search(search with { HotelId = settings.Hotel }, ct);
                    status = response.StatusCode;
                    return response;
                },
                ct);
            if (status is not (HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed))
                return answer;
        }

        var older = await calls.Read(
            () => search.ExternalReferenceIds is { } references
                ? api.SearchReferenceBefore262(references, search.ExternalSystemCodes, ct)
                : api.SearchBefore262(search.Email, search.ProfileName, search.GivenName, search.Limit, ct),
            ct);
        onlyKnowsGet |= older.Succeeded;
        return older;
    }

    /// <summary>The guests of a search, each read whole: a summary has not all we compare.</summary>
    public async Task<PmsAnswer<FoundGuests>> Guests(OperaSearch search, CancellationToken ct)
    {
        var found = await Search(search, ct);
        if (found.Failure is { } failure)
            return failure;

        var guests = new List<ExternalGuest>();
        foreach (var id in Ids(found.Value).Take(search.Limit))
        {
            var profile = await Profile(new ExternalGuestId(id), ct);
            if (profile.Succeeded)
                guests.Add(OperaGuest.From(new ExternalGuestId(id), profile.Value, settings.System));
            else if (profile.Failure is not PmsFailure.Gone)
                return profile.Failure;
        }

        return new FoundGuests(guests, More: found.Value.ProfileSummaries?.HasMore ?? false);
    }

    /// <summary>The guests who have this email. How OPERA compares is not documented.</summary>
    public async Task<PmsAnswer<FoundGuests>> Owners(string email, CancellationToken ct)
    {
        var found = await Guests(new OperaSearch { Email = email.Trim(), ExcludeInactive = true, Limit = 20 }, ct);
        return found.Succeeded ? found.Value with { Guests = [.. found.Value.Guests.Where(guest => string.Equals(guest.Email, email.Trim(), StringComparison.OrdinalIgnoreCase))] } : found;
    }

    /// <summary>One profile with all sections that we read or write.</summary>
    public async Task<PmsAnswer<OperaProfile>> Profile(ExternalGuestId id, CancellationToken ct)
    {
        var answer = await calls.ReadOne(() => api.GetProfile(id.Value, Sections, ct), ct);
        if (answer.Failure is { } failure)
            return failure is PmsFailure.Gone ? NotThere : failure;
        return answer.Value.ProfileDetails is { StatusCode: not "Inactive" } ? answer.Value : NotThere;
    }

    /// <summary>Writes the sections that are there.</summary>
    public async Task<PmsFailure?> Write(ExternalGuestId id, OperaDetails details, CancellationToken ct)
    {
        var profile = new OperaProfile { ProfileIdList = [ProfileId(id)], ProfileDetails = details };
        return (await calls.Change(() => api.PutProfile(id.Value, profile, ct), ct)).Failure;
    }

    public static OperaId ProfileId(ExternalGuestId id) => new(id.Value, "Profile");

    private static IEnumerable<string> Ids(OperaSearchAnswer answer) => (answer.ProfileSummaries?.ProfileInfo ?? [])
        .Select(info => (info.ProfileIdList ?? []).FirstOrDefault(id => id.Type is "Profile" or null)?.Id)
        .OfType<string>()
        .Distinct();
}
