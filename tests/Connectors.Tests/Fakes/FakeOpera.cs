using System.Globalization;
using System.Text.Json.Nodes;

namespace BookingPlatform.Connectors.Tests.Fakes;

/// <summary>
/// OPERA Cloud's gateway as its description and its issue list say: both ways of signing in, headers on every call, 204 for nothing found, lists in a query by
/// repeated keys, entries told by their id, a status that is a word, and a search that depends on the version.
/// </summary>
public sealed partial class FakeOpera : FakeVendor
{
    public const string ClientId = "opera-client";
    public const string ClientSecret = "opera-secret-5t6y7";
    public const string Password = "opera-password-9k8j7";
    public const string AppKey = "3f2b9c1e-app-key-of-the-fake";
    public const string Hotel = "HARBOUR";
    private readonly SlidingWindow window = new(TimeProvider.System);
    private int number = 23000;

    private FakeOpera()
    {
    }

    public static async Task<FakeOpera> Start()
    {
        var fake = new FakeOpera();
        await fake.Listen();
        return fake;
    }

    public FakeTokens Tokens { get; } = new(ClientId, ClientSecret);

    /// <summary>By id, as OPERA shows them.</summary>
    public Dictionary<string, JsonObject> Profiles { get; } = [];

    /// <summary>Whose each reservation is.</summary>
    public Dictionary<string, string> Reservations { get; } = [];

    /// <summary>Requests let through in any second; a gateway answers more with 429 and says nothing else.</summary>
    public int RequestsPerSecond { get; set; } = 100;

    /// <summary>Before it, the search by POST is not there.</summary>
    public bool IsBefore262 { get; set; }

    /// <summary>Whether our external system code is set up as an interface that takes references.</summary>
    public bool TakesReferences { get; set; } = true;

    public override IReadOnlyList<string> Secrets => [ClientSecret, Password, AppKey];

    // Oracle's description promises a number for the status; the live service sends a word.
    public override string ErrorBody(int status, string message) => Error("OPERAWS-TEST", message);

    public JsonObject Add(string first, string last, string? email = null, string? phone = null)
    {
        var details = new JsonObject
        {
            ["customer"] = new JsonObject { ["personName"] = new JsonArray(new JsonObject { ["nameType"] = "Primary", ["givenName"] = first, ["surname"] = last, ["middleName"] = "M" }) },
            ["emails"] = Section("emailInfo", email is null ? null : Entry("email", new JsonObject { ["emailAddress"] = email, ["type"] = "WORK", ["primaryInd"] = true, ["orderSequence"] = "1" })),
            ["telephones"] = Section("telephoneInfo", phone is null ? null : Entry("telephone", new JsonObject { ["phoneNumber"] = phone, ["phoneUseType"] = "MOBILE", ["primaryInd"] = true })),
            ["addresses"] = Section("addressInfo", null),
            ["comments"] = Section("commentInfo", null),
            ["profileType"] = "Guest",
            ["statusCode"] = "Active",
            ["lastModifyDateTime"] = "2026-11-20 22:30:00.0",
        };
        return Keep(details, []);
    }

    public static string Id(JsonObject profile) => Text(profile["profileIdList"]![0], "id")!;

    /// <summary>The entries of a list section, such as <c>emails</c>.</summary>
    public static JsonArray Entries(JsonObject profile, string section) => profile["profileDetails"]![section]!.AsObject().First().Value!.AsArray();

    protected override string OperationOf(string method, string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["oauth", "v1", "tokens"] => "token",
        ["crm", "v1", "profiles", "searches"] => "search",
        ["crm", "v1", "profiles"] => method == "POST" ? "create" : "search",
        ["crm", "v1", "profiles", _] => method == "PUT" ? "update" : "read",
        ["crm", "v1", "profiles", _, "merges"] => "merge",
        ["rsv", "v1", "hotels", _, "reservations", _, "locks"] => "lock",
        ["rsv", "v1", "hotels", _, "locks", _] => "unlock",
        ["int", "v1", "externalSystem", _, "hotels", _, "businessEvents"] => "events",
        ["rsv", "v1", "hotels", _, "reservations", _] => method == "PUT" ? "reassign" : "read-reservation",
        _ => "",
    };

    protected override Reply Judge(SeenRequest request, bool change)
    {
        if (request.Headers.GetValueOrDefault("x-app-key") != AppKey)
            return new Reply(401);
        if (request.Operation == "token")
            return Token(request);
        if (!Tokens.Accepts(request))
            return new Reply(401);
        if (window.IsFull(RequestsPerSecond, TimeSpan.FromSeconds(1)))
            return new Reply(429);
        if (request.Headers.GetValueOrDefault("x-hotelid") != Hotel)
            return new Reply(403, Error("OPERAWS-GEN01244", "Property is not authorised."));
        return request.Operation switch
        {
            "search" => Search(request),
            "create" => Create(request.Json, change),
            "read" => Read(request),
            "update" => Profiles.TryGetValue(request.LastSegment, out var profile) ? Update(profile, request.Json, change) : NotFound(),
            "merge" => Merge(request.Path.Split('/')[^2], request.Json, change),
            "read-reservation" => Reservations.TryGetValue(request.LastSegment, out var guest) ? Reservation(request.LastSegment, guest) : NotFound(),
            "lock" => TakeLock(request.Path.Split('/')[^2]),
            "unlock" => Locks.Remove(Locks.FirstOrDefault(held => held.Value.ToString(CultureInfo.InvariantCulture) == request.LastSegment).Key ?? "") ? new Reply(200, "{}") : NotFound(),
            "events" => TakeEvents(),
            "reassign" => Reassign(request.LastSegment, request.Json, change),
            _ => new Reply(404),
        };
    }

    private Reply Token(SeenRequest request) => request.Form.GetValueOrDefault("grant_type") switch
    {
        "password" when request.Form.GetValueOrDefault("username") == "PLATFORM" && request.Form.GetValueOrDefault("password") == Password => Tokens.Issue(request),
        "client_credentials" when request.Headers.GetValueOrDefault("enterpriseId") is not "HARBR" => new Reply(400, """{"error":"invalid_request","detail":"Enterprise ID is required."}"""),
        "client_credentials" when request.Form.GetValueOrDefault("scope") is { Length: > 0 } => Tokens.Issue(request),
        _ => new Reply(401, """{"error":"invalid_grant"}"""),
    };

    private Reply Search(SeenRequest request)
    {
        if (request.Method == "POST" && IsBefore262)
            return new Reply(404);
        var asked = request.Method == "POST" ? request.Json : FromQuery(request);
        if (asked["externalReferenceIds"]?[0]?.GetValue<string>().Contains(',', StringComparison.Ordinal) == true)
            return new Reply(400, Error("OPERAWS-GEN01346", "Invalid value."));
        if (asked["limit"]?.GetValue<int>() > 200)
            return new Reply(400, Error("OPERAWS-ODE09998", "Limit exceeds 200."));
        var found = Profiles.Values.Where(p => Fits(p, asked)).ToList();
        return found.Count == 0
            ? new Reply(204)
            : Reply.Ok(new JsonObject { ["profileSummaries"] = new JsonObject { ["profileInfo"] = new JsonArray([.. found.Select(p => new JsonObject { ["profileIdList"] = p["profileIdList"]!.DeepClone() })]), ["hasMore"] = false } });
    }

    private static JsonObject FromQuery(SeenRequest request)
    {
        var asked = new JsonObject { ["email"] = request.First("email"), ["profileName"] = request.First("profileName"), ["givenName"] = request.First("givenName") };
        if (request.Query.TryGetValue("externalReferenceIds", out var references))
            asked["externalReferenceIds"] = new JsonArray([.. references.Select(r => JsonValue.Create(r))]);
        return asked;
    }

    private static bool Fits(JsonObject profile, JsonObject asked)
    {
        var name = profile["profileDetails"]!["customer"]!["personName"]![0];
        return (Text(asked, "email") is not { } email || Entries(profile, "emails").Any(e => Text(e!["email"], "emailAddress")?.Contains(email, StringComparison.OrdinalIgnoreCase) == true))
            && (Text(asked, "profileName") is not { } last || Text(name, "surname")?.StartsWith(last, StringComparison.OrdinalIgnoreCase) == true)
            && (Text(asked, "givenName") is not { } first || Text(name, "givenName")?.StartsWith(first, StringComparison.OrdinalIgnoreCase) == true)
            && (asked["externalReferenceIds"]?[0] is not { } reference || profile["externalReferences"]!.AsArray().Any(r => Text(r, "id") == reference.GetValue<string>()));
    }

    private Reply Read(SeenRequest request)
    {
        if (!request.Query.TryGetValue("fetchInstructions", out var sections) || sections.Any(s => s.Contains(',', StringComparison.Ordinal)))
            return new Reply(400, Error("OPERAWS-GEN01346", "Invalid value for fetchInstructions."));
        return Profiles.TryGetValue(request.LastSegment, out var profile) ? Reply.Ok(profile.DeepClone()) : NotFound();
    }

    private Reply Create(JsonObject profile, bool change)
    {
        if (profile["externalReferences"] is JsonArray { Count: > 0 } && !TakesReferences)
            return new Reply(400, Error("OPERAWS-GEN01187", "External reference interface is not configured."));
        var name = profile["profileDetails"]!["customer"]!["personName"]![0]!;
        var made = Add(Text(name, "givenName") ?? "", Text(name, "surname") ?? "");
        Update(made, profile, change: true);
        made["externalReferences"] = profile["externalReferences"]?.DeepClone() ?? new JsonArray();
        if (!change)
            Profiles.Remove(Id(made));
        return new Reply(201, """{"links":[]}""") { Headers = new Dictionary<string, string> { ["Location"] = $"{Address}/crm/v1/profiles/{Id(made)}" } };
    }

    private Reply Update(JsonObject profile, JsonObject body, bool change)
    {
        var (details, written) = (profile["profileDetails"]!.AsObject(), body["profileDetails"]!.AsObject());
        if (change && written["customer"]?["personName"] is { } names)
            details["customer"]!["personName"] = names.DeepClone();
        if (change && written["profileRestrictions"] is { } restrictions)
            details["profileRestrictions"] = restrictions.DeepClone();
        foreach (var section in change ? new[] { "emails", "telephones", "addresses", "comments" } : [])
            foreach (var entry in written[section]?.AsObject().First().Value?.AsArray() ?? [])
                Put(Entries(profile, section), entry!.AsObject());
        return Reply.Ok(new JsonObject { ["profileIdList"] = profile["profileIdList"]!.DeepClone(), ["profileDetails"] = new JsonObject() });
    }

    // With an id an entry is changed; without one it is added, and only the first of a list is primary.
    private void Put(JsonArray entries, JsonObject written)
    {
        var (kind, value) = written.First(f => f.Key is not ("id" or "type"));
        if (entries.FirstOrDefault(e => Text(e, "id") is { } id && id == Text(written, "id")) is { } known)
        {
            foreach (var (field, changed) in value!.AsObject())
                known[kind]![field] = changed?.DeepClone();
            return;
        }

        var added = Entry(kind, value!.DeepClone().AsObject());
        if (kind != "comment")
            added[kind]!["primaryInd"] = entries.Count == 0;
        entries.Add(added);
    }

    private Reply Merge(string survivor, JsonObject body, bool change)
    {
        var victim = Text(body["victimProfileId"]!.AsArray()[0], "id")!;
        if (!Profiles.ContainsKey(survivor) || !Profiles.ContainsKey(victim))
            return NotFound();
        if (change)
            Profiles.Remove(victim);
        return new Reply(201, """{"links":[]}""");
    }

    private JsonObject Keep(JsonObject details, JsonArray references)
    {
        var id = (++number).ToString(CultureInfo.InvariantCulture);
        return Profiles[id] = new JsonObject { ["profileIdList"] = new JsonArray(new JsonObject { ["id"] = id, ["type"] = "Profile" }), ["externalReferences"] = references, ["profileDetails"] = details };
    }

    private JsonObject Entry(string kind, JsonObject value) => new() { ["id"] = (++number).ToString(CultureInfo.InvariantCulture), [kind] = value };

    private static JsonObject Section(string list, JsonObject? entry) => new() { [list] = entry is null ? new JsonArray() : new JsonArray(entry) };

    private static Reply NotFound() => new(404, Error("OPERAWS-GEN00001", "No record found."));

    private static string Error(string code, string detail) =>
        new JsonObject { ["type"] = "error", ["title"] = "Refused", ["status"] = "NotProcessed", ["detail"] = detail, ["o:errorCode"] = code }.ToJsonString();
}
