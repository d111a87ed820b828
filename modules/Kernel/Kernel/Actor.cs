namespace BookingPlatform.Kernel;

/// <summary>Who is acting, and for which business. Every audit entry carries it.</summary>
/// <param name="Source">Where the act came from.</param>
/// <param name="BusinessId">The business at work; empty for nobody's, which sees no rows at all.</param>
/// <param name="Id">Staff member, API key or customer; null for the platform itself.</param>
/// <param name="Name">As the history shows it: "Eva Novak", "Channel manager key", "Nightly matching".</param>
public sealed record Actor(ActorSource Source, Guid BusinessId, Guid? Id, string Name)
{
    public static Actor Nobody { get; } = new(ActorSource.Platform, Guid.Empty, null, "Nobody");

    /// <summary>The platform working by itself: a job, a delivery.</summary>
    public static Actor Platform(Guid businessId, string name) => new(ActorSource.Platform, businessId, null, name);
}

public enum ActorSource
{
    Dashboard,
    Api,
    Guest,
    Platform,
    Pms,

    /// <summary>A file that somebody brought along.</summary>
    Import,
}
