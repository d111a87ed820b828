using System.Collections.Concurrent;
using System.Reflection;

namespace Refit;

/// <summary>Makes a typed client out of an interface.</summary>
public static class RestService
{
    /// <summary>A client with default settings.</summary>
    /// <typeparam name="T">An interface whose methods carry <see cref="GetAttribute"/>, <see cref="PostAttribute"/> and their like.</typeparam>
    /// <param name="client">Sends the requests; needs a base address.</param>
    public static T For<T>(HttpClient client) => For<T>(client, null);

    /// <summary>A client with these settings.</summary>
    /// <typeparam name="T">An interface whose methods carry <see cref="GetAttribute"/>, <see cref="PostAttribute"/> and their like.</typeparam>
    /// <param name="client">Sends the requests; needs a base address.</param>
    /// <param name="settings">Null for the defaults.</param>
    public static T For<T>(HttpClient client, RefitSettings? settings)
    {
        ArgumentNullException.ThrowIfNull(client);
        var proxy = DispatchProxy.Create<T, RestProxy>();
        ((RestProxy)(object)proxy!).Start(typeof(T), client, settings ?? new RefitSettings());
        return proxy;
    }
}

/// <summary>Receives every call on the interface. The runtime derives a class from it in an assembly of its own, so it cannot be sealed.</summary>
internal class RestProxy : DispatchProxy
{
    private readonly ConcurrentDictionary<MethodInfo, RestMethod> methods = new();
    private Type contract = null!;
    private HttpClient client = null!;
    private RefitSettings settings = null!;

    internal void Start(Type forContract, HttpClient through, RefitSettings with) =>
        (contract, client, settings) = (forContract, through, with);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        return methods.GetOrAdd(targetMethod, method => new RestMethod(contract, method, settings)).Send(client, args ?? []);
    }
}
