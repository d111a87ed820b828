using BookingPlatform.Connectors.Sync.Plugins;

namespace BookingPlatform.Host.Connectors;

/// <summary>The PMS plugins of this installation: the folder <c>connectors</c> beside the host, or where <c>Connectors__Folder</c> says.</summary>
internal static class ConnectorsSetup
{
    public static IServiceCollection AddConnectors(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton(PluginFolder.Load(Path.Combine(AppContext.BaseDirectory, configuration["Connectors:Folder"] ?? "connectors")));

    public static void ReportConnectors(this WebApplication app)
    {
        var catalog = app.Services.GetRequiredService<ConnectorCatalog>();
        app.Logger.LogInformation("Connectors: {Plugins}", string.Join(", ", catalog.Plugins.Select(plugin => $"{plugin.Key} {plugin.Version}")));
        foreach (var broken in catalog.Broken)
            app.Logger.LogError("The connector in {Folder} could not be loaded and is left out: {Reason}", broken.Name, broken.Reason);
    }
}
