using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookingPlatform.Customers.Erasing;

/// <summary>Everything that is stored about one person, as a file to hand over to whoever asks for it (GDPR, article 15). That it was made is written down.</summary>
internal sealed class ExportPerson(ErasingPeople people, IEnumerable<ITellPersonalData> tellers, IBusinesses businesses, Work work)
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <param name="Business">Who stores it.</param>
    /// <param name="At">When it was put together.</param>
    internal sealed record Response(string Business, DateTime At, IReadOnlyList<PersonalDataPart> Parts);

    public static void Map(IEndpointRouteBuilder api, string name) => api
        .MapGet("/customers/{id:guid}/personal-data.json", async (Guid id, ExportPerson feature, CancellationToken ct) =>
            (await feature.Handle(id, ct)).ToHttp(file => TypedResults.File(JsonSerializer.SerializeToUtf8Bytes(file, Readable), "application/json", "personal-data.json")))
        .Needs(Right.EraseCustomers).Needs(Right.RevealCustomers).WithTags("Privacy").WithName(name).Produces<Response>().WithSummary("Everything that is stored about a person, for somebody who asks for it.");

    public async Task<Answer<Response>> Handle(Guid id, CancellationToken ct)
    {
        if (!(await people.Find(id, Guid.Empty, ct)).Is(out var person, out var refusal))
            return refusal;
        var parts = new List<PersonalDataPart> { new("Record", person.All.Select(Tell).ToList()) };
        foreach (var teller in tellers.OrderBy(teller => teller.Order))
            parts.AddRange((await teller.Tell(person.Act.CustomerIds, ct)).Where(part => part.Rows.Count > 0));
        work.Audit(new AuditEntry { Subject = CustomerHistory.Subject, SubjectId = id, Action = "customer.data-exported", Sentence = "Everything that is stored about the person was exported to a file." });
        await work.SaveAsync(ct);
        return new Response((await businesses.Get(work.BusinessId, ct)).Name, work.Now, parts);
    }

    private static Dictionary<string, object?> Tell(Customer customer) => new Dictionary<string, object?>
    {
        ["id"] = customer.Id,
        ["firstName"] = customer.FirstName,
        ["lastName"] = customer.LastName,
        ["email"] = customer.Email?.Address,
        ["emailState"] = customer.EmailState,
        ["phone"] = customer.PhoneAsTyped,
        ["address"] = customer.Address,
        ["language"] = customer.Language,
        ["notes"] = customer.Notes,
        ["alertMessage"] = customer.AlertMessage,
        ["lastVisit"] = customer.LastVisit,
        ["createdAt"] = customer.CreatedAtUtc,
        ["changedAt"] = customer.ChangedAtUtc,
    }.Where(pair => pair.Value is not null).ToDictionary();
}
