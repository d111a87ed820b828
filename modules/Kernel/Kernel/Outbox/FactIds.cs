using System.Collections.Concurrent;
using System.Reflection;

namespace BookingPlatform.Kernel.Outbox;

/// <summary>Whom a fact concerns: facts name a customer <c>CustomerId</c>, the kept one of a merge <c>KeptId</c>, and a booking <c>BookingId</c>.</summary>
internal static class FactIds
{
    private static readonly ConcurrentDictionary<(Type, string), PropertyInfo?> Known = [];

    public static Guid? CustomerOf(object fact) => Read(fact, "CustomerId") ?? Read(fact, "KeptId") ?? Read(fact, "FromCustomerId");

    public static Guid? BookingOf(object fact) => Read(fact, "BookingId");

    private static Guid? Read(object fact, string name) =>
        Known.GetOrAdd((fact.GetType(), name), key => key.Item1.GetProperty(key.Item2) is { } property && property.PropertyType == typeof(Guid) ? property : null)?.GetValue(fact) as Guid?;
}
