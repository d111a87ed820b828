using System.Text.Json;
using System.Text.Json.Nodes;

namespace BookingPlatform.Host.Connectors;

/// <summary>
/// Reads a plugin's <c>.deps.json</c> before the runtime does. The runtime's native reader takes a damaged one for granted and ends the whole process, so what
/// it relies on is checked here.
/// </summary>
internal static class PluginManifest
{
    private static readonly string[] AssetGroups = ["dependencies", "runtime", "native", "resources", "runtimeTargets"];

    /// <exception cref="InvalidOperationException">It is not what a build writes.</exception>
    public static void Check(string file)
    {
        if (!IsSound(Parse(file)))
            throw new InvalidOperationException($"{Path.GetFileName(file)} is damaged. Publish the plugin again.");
    }

    private static JsonNode? Parse(string file)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(file));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsSound(JsonNode? manifest) =>
        manifest is JsonObject
        && manifest["runtimeTarget"] is JsonObject runtime && IsText(runtime["name"])
        && manifest["targets"] is JsonObject targets && targets[runtime["name"]!.GetValue<string>()] is JsonObject packages && packages.All(package => IsPackage(package.Value))
        && manifest["libraries"] is JsonObject libraries && libraries.All(library => IsLibrary(library.Value));

    private static bool IsPackage(JsonNode? package) => package is JsonObject && AssetGroups.All(group => package[group] is null or JsonObject);

    private static bool IsLibrary(JsonNode? library) =>
        library is JsonObject && IsText(library["type"]) && IsText(library["sha512"]) && library["serviceable"]?.GetValueKind() is (JsonValueKind.True or JsonValueKind.False);

    private static bool IsText(JsonNode? node) => node?.GetValueKind() is JsonValueKind.String;
}
