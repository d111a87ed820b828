using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Notifications.Domain;

/// <summary>The password a guest has chosen, as ASP.NET Identity's hasher keeps it. The Guest App asks for it at sign-in.</summary>
internal sealed class GuestPassword : IBelongToBusiness
{
    public const int Shortest = 10;
    public const int Longest = 128;

    public Guid CustomerId { get; init; }

    public Guid BusinessId { get; set; }

    public string Hash { get; private set; } = "";

    public DateTime ChangedAtUtc { get; private set; }

    public void Become(string hash, DateTime now) => (Hash, ChangedAtUtc) = (hash, now);
}
