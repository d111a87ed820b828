using BookingPlatform.Host.Connectors;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Platform.Tests;

/// <summary>What lies in the connectors folder is loaded, each plugin apart; what cannot be loaded is named, and the host starts.</summary>
public sealed class PmsPlugins : IDisposable
{
    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "connectors");
    private readonly string folder = Directory.CreateTempSubdirectory("bp-plugins-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_build_puts_every_connector_with_its_own_packages_beside_the_host()
    {
        var catalog = PluginFolder.Load(Shipped);

        catalog.Broken.Should().BeEmpty();
        catalog.Plugins.Select(plugin => plugin.Key).Should().BeEquivalentTo("apaleo", "cloudbeds", "mews", "opera-cloud", "simulated");
        Directory.GetFiles(Path.Combine(Shipped, "Mews")).Select(Path.GetFileName).Should().Contain("Polly.Core.dll").And.NotContain("BookingPlatform.Connectors.Abstractions.dll");
        File.Exists(Path.Combine(AppContext.BaseDirectory, "BookingPlatform.Mews.dll")).Should().BeFalse("the host itself knows no vendor");
    }

    [Fact]
    public void Plugins_share_nothing_but_the_contract()
    {
        var assemblies = PluginFolder.Load(Shipped).Plugins.Select(plugin => plugin.GetType().Assembly).ToList();

        assemblies.Select(System.Runtime.Loader.AssemblyLoadContext.GetLoadContext).Should().OnlyHaveUniqueItems().And.NotContain(System.Runtime.Loader.AssemblyLoadContext.Default);
    }

    [Fact]
    public async Task Broken_plugins_are_named_with_the_reason_and_the_host_starts_with_the_others()
    {
        Copy("Simulated", "Good");
        Copy("Simulated", "Same key again");
        Directory.CreateDirectory(Path.Combine(folder, "Empty"));
        Directory.CreateDirectory(Path.Combine(folder, "Garbage"));
        await File.WriteAllTextAsync(Path.Combine(folder, "Garbage", "Garbage.deps.json"), "{}");
        await File.WriteAllTextAsync(Path.Combine(folder, "Garbage", "Garbage.dll"), "not an assembly");
        Copy("Simulated", "No assembly");
        await File.WriteAllTextAsync(Path.Combine(folder, "No assembly", "BookingPlatform.Simulated.dll"), "not an assembly");
        Copy("Simulated", "Other garbage");
        await File.WriteAllTextAsync(Path.Combine(folder, "Other garbage", "BookingPlatform.Simulated.deps.json"), "<html>");
        Copy("Simulated", "Half");
        File.Delete(Path.Combine(folder, "Half", "BookingPlatform.Simulated.dll"));

        await using var platform = await Testing.Platform.Start(Db.Sqlite, new Dictionary<string, string?> { ["Connectors:Folder"] = folder });

        var catalog = platform.Services.GetRequiredService<Connectors.Sync.Plugins.ConnectorCatalog>();
        catalog.Plugins.Should().ContainSingle().Which.Key.Should().Be("simulated");
        catalog.Broken.Select(broken => broken.Name).Should().BeEquivalentTo("Same key again", "Empty", "Garbage", "Other garbage", "Half", "No assembly");
        catalog.Broken.Should().OnlyContain(broken => broken.Reason.Length > 10);
        catalog.Broken.Single(broken => broken.Name == "Empty").Reason.Should().Contain(".deps.json");
    }

    [Fact]
    public void Without_the_folder_there_are_no_plugins() => PluginFolder.Load(Path.Combine(folder, "nowhere")).Plugins.Should().BeEmpty();

    private void Copy(string plugin, string name)
    {
        Directory.CreateDirectory(Path.Combine(folder, name));
        foreach (var file in Directory.GetFiles(Path.Combine(Shipped, plugin)))
            File.Copy(file, Path.Combine(folder, name, Path.GetFileName(file)));
    }
}
