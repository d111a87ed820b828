using System.Reflection;
using System.Runtime.Loader;
using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Host.Connectors;

/// <summary>A plugin's own assemblies, apart from the host's and from other plugins'. Only the contract is shared, even when a plugin brings a copy of it.</summary>
internal sealed class PluginContext(string assemblyFile) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(assemblyFile))
{
    private static readonly string? Contract = typeof(IConnectorPlugin).Assembly.GetName().Name;
    private readonly AssemblyDependencyResolver resolver = new(assemblyFile);

    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name != Contract && resolver.ResolveAssemblyToPath(assemblyName) is { } file ? LoadFromAssemblyPath(file) : null;

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } file ? LoadUnmanagedDllFromPath(file) : nint.Zero;
}
