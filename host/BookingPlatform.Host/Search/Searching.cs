using BookingPlatform.Kernel;

namespace BookingPlatform.Host.Search;

/// <summary>Asks every module the person may look into.</summary>
internal sealed class Searching(IEnumerable<ISearch> modules)
{
    private const int LongestText = 100;

    public async Task<IReadOnlyList<SearchHit>> Find(string? text, int most, Func<string, bool> may, CancellationToken ct)
    {
        var wanted = text?.Trim() ?? "";
        if (wanted.Length is 0 or > LongestText)
            return [];
        var hits = new List<SearchHit>();
        foreach (var module in modules.Where(module => may(module.Right)).OrderBy(module => module.Order))
            hits.AddRange(await module.Find(wanted, most, ct));
        return hits;
    }
}

internal static class SearchRegistration
{
    public static IServiceCollection AddSearch(this IServiceCollection services) => services.AddScoped<ISearch, SearchCustomers>().AddScoped<Searching>();
}
