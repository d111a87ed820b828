using System.Globalization;

namespace BookingPlatform.Notifications.Features;

/// <summary>Behind which row of a list, newest first, the next page begins.</summary>
internal sealed record Position(DateTime At, Guid Id)
{
    private static readonly Position Top = new(new DateTime(9999, 1, 1, 0, 0, 0, DateTimeKind.Utc), Guid.Empty);

    public static Position? Read(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
            return Top;
        var parts = cursor.Split('.');
        return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTime.MaxValue.Ticks && Guid.TryParse(parts[1], out var id)
            ? new Position(new DateTime(ticks, DateTimeKind.Utc), id)
            : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.Ticks}.{Id:N}");
}
