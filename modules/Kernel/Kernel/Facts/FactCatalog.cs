using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Kernel.Facts;

/// <summary>Who hears which fact; filled by the modules' registrations at start.</summary>
public sealed class FactCatalog
{
    internal delegate Task HearInside(IServiceProvider services, object fact, CancellationToken ct);

    internal delegate Task<Delivery> HearOutside(IServiceProvider services, Guid id, string body, Attempt attempt, CancellationToken ct);

    internal sealed record Attempt(int Number, DateTime ToldAtUtc);

    internal sealed record Outlet(string Fact, string Listener, HearOutside Deliver);

    private readonly Dictionary<Type, List<HearInside>> inside = [];
    private readonly Dictionary<Type, List<Outlet>> outside = [];
    private readonly Dictionary<string, Outlet> byName = [];

    internal IReadOnlyList<HearInside> Inside(Type fact) => inside.TryGetValue(fact, out var found) ? found : [];

    internal IReadOnlyList<Outlet> Outside(Type fact) => outside.TryGetValue(fact, out var found) ? found : [];

    internal IReadOnlyList<string> Listeners => [.. byName.Keys.Order(StringComparer.Ordinal)];

    internal Outlet? Find(string listener) => byName.GetValueOrDefault(listener);

    internal void AddInside<TFact, TListener>() where TFact : class where TListener : class, IListen<TFact> =>
        For(inside, typeof(TFact)).Add((services, fact, ct) => services.GetRequiredService<TListener>().Hear((TFact)fact, ct));

    internal void AddOutside<TFact, TListener>(string name) where TFact : class where TListener : class, IDeliver<TFact>
    {
        var outlet = new Outlet(typeof(TFact).Name, name, (services, id, body, attempt, ct) =>
        {
            var fact = JsonSerializer.Deserialize<TFact>(body) ?? throw new JsonException($"The outbox row {id} holds no {typeof(TFact).Name}.");
            return services.GetRequiredService<TListener>().Deliver(new Envelope<TFact>(id, fact, attempt.Number, attempt.ToldAtUtc), ct);
        });
        For(outside, typeof(TFact)).Add(outlet);
        byName.Add(name, outlet);
    }

    private static List<T> For<T>(Dictionary<Type, List<T>> map, Type fact) => map.TryGetValue(fact, out var list) ? list : map[fact] = [];
}

public static class FactRegistration
{
    /// <summary>Registers a listener inside the transaction.</summary>
    public static IServiceCollection Listen<TFact, TListener>(this IServiceCollection services)
        where TFact : class where TListener : class, IListen<TFact>
    {
        services.Catalog().AddInside<TFact, TListener>();
        return services.AddScoped<TListener>();
    }

    /// <summary>Registers a listener after the commit.</summary>
    /// <param name="name">Stable and unique, kebab-case: it is stored in outbox rows and shown on the Jobs page.</param>
    public static IServiceCollection Deliver<TFact, TListener>(this IServiceCollection services, string name)
        where TFact : class where TListener : class, IDeliver<TFact>
    {
        services.Catalog().AddOutside<TFact, TListener>(name);
        return services.AddScoped<TListener>();
    }

    internal static FactCatalog Catalog(this IServiceCollection services)
    {
        if (services.FirstOrDefault(service => service.ServiceType == typeof(FactCatalog))?.ImplementationInstance is FactCatalog known)
            return known;
        var catalog = new FactCatalog();
        services.AddSingleton(catalog);
        return catalog;
    }
}
