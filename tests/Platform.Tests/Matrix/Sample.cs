using System.Collections;

namespace BookingPlatform.Platform.Tests.Matrix;

/// <summary>A request body made from the shape of the request itself: plausible values, so that it gets as far as the ids in it.</summary>
internal static class Sample
{
    /// <param name="type">The record that the endpoint takes.</param>
    /// <param name="name">The property it stands in.</param>
    /// <param name="idOf">The id for a property of that name.</param>
    public static object? Of(Type type, string name, Func<string, Guid> idOf)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(Guid))
            return idOf(name);
        if (type == typeof(string))
            return name.Contains("mail", StringComparison.OrdinalIgnoreCase) ? $"x{Guid.NewGuid():N}@house.example" : name.Contains("currency", StringComparison.OrdinalIgnoreCase) ? "EUR" : name.Contains("time", StringComparison.OrdinalIgnoreCase) ? "10:00" : "Sample";
        if (type == typeof(bool))
            return true;
        if (type.IsEnum)
            return Enum.GetNames(type) is [var first, ..] ? char.ToLowerInvariant(first[0]) + first[1..] : null;
        if (type == typeof(DateTimeOffset) || type == typeof(DateTime))
            return DateTimeOffset.UtcNow.AddDays(40);
        if (type == typeof(DateOnly))
            return DateOnly.FromDateTime(DateTime.UtcNow).AddDays(40);
        if (type == typeof(TimeOnly))
            return new TimeOnly(10, 0);
        if (type.IsPrimitive || type == typeof(decimal))
            return 1;
        return type.IsAssignableTo(typeof(IEnumerable)) ? Many(type, name, idOf) : Members(type, idOf);
    }

    private static object Many(Type type, string name, Func<string, Guid> idOf) => type.GetGenericArguments() switch
    {
        [var key, var value] => new Dictionary<string, object?> { [key == typeof(Guid) ? idOf(name).ToString() : "key"] = Of(value, name, idOf) },
        [var item] => new[] { Of(item, name, idOf) },
        _ when type.GetElementType() is { } item => new[] { Of(item, name, idOf) },
        _ => Array.Empty<object>(),
    };

    private static Dictionary<string, object?> Members(Type type, Func<string, Guid> idOf) => type.Namespace?.StartsWith("BookingPlatform", StringComparison.Ordinal) == true
        ? type.GetProperties().Where(property => property.CanWrite && property.GetIndexParameters().Length == 0)
            .ToDictionary(property => char.ToLowerInvariant(property.Name[0]) + property.Name[1..], property => Of(property.PropertyType, property.Name, idOf))
        : [];
}
