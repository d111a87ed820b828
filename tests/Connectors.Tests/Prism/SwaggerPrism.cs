using System.Text.Json.Nodes;

namespace BookingPlatform.Connectors.Tests.Prism;

/// <summary>
/// One Prism for OPERA and apaleo, whose descriptions are Swagger 2: of each only the operations in use with the definitions they lead to, since the originals
/// are megabytes and take half a minute to load.
/// </summary>
public sealed class SwaggerPrism() : PrismServer(Derive)
{
    private static readonly string[] Sections = ["definitions", "parameters", "responses"];

    private static string Derive(string folder, string derived)
    {
        var whole = new JsonObject { ["swagger"] = "2.0", ["info"] = new JsonObject { ["title"] = "In use", ["version"] = "1" }, ["paths"] = new JsonObject(), ["securityDefinitions"] = new JsonObject() };
        Add(whole, folder, "ohip-26.2-crm-strict.json", "crm_", "/crm/v1/profiles", "/crm/v1/profiles/searches", "/crm/v1/profiles/{profileId}", "/crm/v1/profiles/{survivorProfileId}/merges");
        Add(whole, folder, "ohip-rsv-slim.json", "rsv_", "/rsv/v1/hotels/{hotelId}/reservations/{reservationId}");
        Add(whole, folder, "ohip-26.2-rsv.json", "locks_", "/rsv/v1/hotels/{hotelId}/reservations/{reservationId}/locks", "/rsv/v1/hotels/{hotelId}/locks/{lockHandle}");
        Add(whole, folder, "ohip-26.2-int.json", "int_", "/int/v1/externalSystem/{extSystemCode}/hotels/{hotelId}/businessEvents");
        Add(whole, folder, "ohip-26.2-oauth.json", "oauth_", "/oauth/v1/tokens");
        Add(whole, folder, "apaleo-booking-v1-2021.json", "apaleo_", "/booking/v1/reservations", "/booking/v1/reservations/{id}", "/booking/v1/bookings/{id}", "/booking/v1/reservation-actions/{id}/noshow");

        // apaleo's description lets extra fields pass, and a typing error with them.
        whole["definitions"]!["apaleo_Operation"]!["additionalProperties"] = false;
        Prune(whole);
        var path = Path.Combine(derived, "in-use.json");
        File.WriteAllText(path, whole.ToJsonString());
        return path;
    }

    private static void Add(JsonObject whole, string folder, string file, string prefix, params string[] paths)
    {
        var text = File.ReadAllText(Path.Combine(folder, file));
        foreach (var section in Sections)
            text = text.Replace($"\"#/{section}/", $"\"#/{section}/{prefix}", StringComparison.Ordinal);
        var description = JsonNode.Parse(text)!.AsObject();
        // Prism forgets the base path of a description without a host, so it goes into the paths.
        var root = description["basePath"]?.GetValue<string>().TrimEnd('/') ?? "";
        foreach (var (path, operations) in description["paths"]!.AsObject().Where(p => paths.Contains(root + p.Key)))
            whole["paths"]![root + path] = operations!.DeepClone();
        foreach (var section in Sections)
            foreach (var (name, value) in description[section] as JsonObject ?? [])
                (whole[section] ??= new JsonObject())[prefix + name] = value!.DeepClone();
        foreach (var (name, value) in description["securityDefinitions"] as JsonObject ?? [])
            whole["securityDefinitions"]![name] = value!.DeepClone();
    }

    private static void Prune(JsonObject whole)
    {
        var definitions = whole["definitions"]!.AsObject();
        var reached = new HashSet<string>();
        var open = new Queue<JsonNode?>([whole["paths"], whole["parameters"], whole["responses"]]);
        while (open.TryDequeue(out var node))
            foreach (var name in References(node).Where(reached.Add))
                open.Enqueue(definitions[name]);
        foreach (var name in definitions.Select(d => d.Key).Where(name => !reached.Contains(name)).ToList())
            definitions.Remove(name);
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(f => f is { Key: "$ref", Value: JsonValue target } ? Definition(target.ToString()) : References(f.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };

    private static IEnumerable<string> Definition(string reference) => reference.StartsWith("#/definitions/", StringComparison.Ordinal) ? [reference["#/definitions/".Length..]] : [];
}

[CollectionDefinition(Name)]
public sealed class SwaggerPrismCollection : ICollectionFixture<SwaggerPrism>
{
    public const string Name = "Prism on the descriptions of OPERA and apaleo";
}
