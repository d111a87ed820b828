using System.Reflection;
using System.Text.RegularExpressions;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync.Plugins;

namespace BookingPlatform.Host.Connectors;

/// <summary>Loads what lies in the <c>connectors</c> folder, one subfolder per plugin. A plugin that cannot be loaded is named with the reason, and the host starts without it.</summary>
internal static partial class PluginFolder
{
    public static ConnectorCatalog Load(string folder)
    {
        var (plugins, broken) = (new List<IConnectorPlugin>(), new List<BrokenPlugin>());
        if (!Directory.Exists(folder))
            return new ConnectorCatalog([], []);
        foreach (var plugin in Directory.GetDirectories(folder).Order(StringComparer.Ordinal))
        {
            try
            {
                plugins.Add(Open(plugin, plugins));
            }
            catch (Exception e)
            {
                broken.Add(new BrokenPlugin(Path.GetFileName(plugin), Reason(e)));
            }
        }

        return new ConnectorCatalog(plugins, broken);
    }

    private static IConnectorPlugin Open(string folder, List<IConnectorPlugin> earlier)
    {
        if (Directory.GetFiles(folder, "*.deps.json") is not [var deps])
            throw new InvalidOperationException("The folder must hold one published plugin: exactly one .deps.json file with its assembly.");
        PluginManifest.Check(deps);
        var file = deps[..^".deps.json".Length] + ".dll";
        var assembly = new PluginContext(file).LoadFromAssemblyPath(file);
        if (assembly.GetExportedTypes().Where(IsPlugin).ToList() is not [var type])
            throw new InvalidOperationException($"{Path.GetFileName(file)} must have exactly one public class that implements {nameof(IConnectorPlugin)} of this version.");

        var plugin = (IConnectorPlugin)Activator.CreateInstance(type)!;
        if (Fault(plugin, earlier) is { } fault)
            throw new InvalidOperationException(fault);
        return plugin;
    }

    private static bool IsPlugin(Type type) => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IConnectorPlugin));

    private static string? Fault(IConnectorPlugin plugin, List<IConnectorPlugin> earlier) =>
        !KeyForm().IsMatch(plugin.Key ?? "") ? "The plugin's key must be 1 to 32 lower-case letters, digits or hyphens."
        : earlier.Exists(other => other.Key == plugin.Key) ? $"Another plugin already has the key '{plugin.Key}'."
        : string.IsNullOrWhiteSpace(plugin.DisplayName) || plugin.Settings is null || plugin.Capabilities is null ? "The plugin names no vendor, settings or capabilities."
        : plugin.RateLimit is not { Burst: >= 1, PerSecond: > 0 } ? "The plugin's rate limit lets nothing through." : null;

    private static string Reason(Exception e) => e is TargetInvocationException { InnerException: { } inner } ? Reason(inner) : $"{e.GetType().Name}: {e.Message}";

    [GeneratedRegex(@"\A[a-z0-9-]{1,32}\z")]
    private static partial Regex KeyForm();
}
