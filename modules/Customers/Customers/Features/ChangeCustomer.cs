using System.Text.Json;
using System.Text.Json.Nodes;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Features;

/// <summary>Change details. Over the API a JSON merge patch (RFC 7396): what is absent stays, what is null is cleared.</summary>
internal sealed class ChangeCustomer(CustomersDb db, CustomerRecords records, IBusinesses businesses, Work work)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPatch("/customers/{id:guid}", async (Guid id, JsonObject patch, HttpRequest request, ChangeCustomer feature, CancellationToken ct) =>
            (await feature.Patch(id, patch, IfMatch.Version(request), ct)).ToHttp())
        .Needs(Right.ChangeCustomers)
        .Produces<CustomerAnswer>()
        .WithSummary("Change names, phone, address, notes or language: a JSON merge patch. If-Match guards against overwriting.");

    public async Task<Answer<CustomerAnswer>> Patch(Guid id, JsonObject patch, int? version, CancellationToken ct)
    {
        if (await Find(id, ct) is not { } customer)
            return Refusal.NotFound("customer");
        if (patch.TryGetPropertyValue("email", out var email) && !IsText(email, customer.Email?.Address))
            return Refusal.Invalid("email", $"The email is changed with PUT /api/v1/customers/{id}/email, because others may have it too.");
        return MergePatch.Onto(CustomerDetails.Of(customer), patch).Is(out var details, out var refusal)
            ? await Change(customer, details, version, ct)
            : refusal;
    }

    public async Task<Answer<CustomerAnswer>> Handle(Guid id, CustomerDetails details, int? version, CancellationToken ct) =>
        await Find(id, ct) is { } customer ? await Change(customer, details, version, ct) : Refusal.NotFound("customer");

    private async Task<Answer<CustomerAnswer>> Change(Customer customer, CustomerDetails details, int? version, CancellationToken ct)
    {
        if (version is not null && version != customer.Version)
            return Refusal.Stale();
        if (!details.Clean().Is(out var clean, out var refusal))
            return refusal;
        var before = CustomerDetails.Of(customer);
        if (CustomerHistory.Changed(customer.Id, before, clean) is not { } told)
            return CustomerAnswer.Of(customer);
        var business = await businesses.Get(work.BusinessId, ct);
        await records.Change(customer, () => customer.Change(clean, business.Country, work.Now), ct);
        work.Audit(told);
        return await work.TrySaveVersionAsync(ct) ? CustomerAnswer.Of(customer) : Refusal.Stale();
    }

    private Task<Customer?> Find(Guid id, CancellationToken ct) => db.Customers.SingleOrDefaultAsync(customer => customer.Id == id, ct);

    private static bool IsText(JsonNode? node, string? text) =>
        node is null ? text is null : node.GetValueKind() is JsonValueKind.String && node.ToJsonString() == JsonSerializer.Serialize(text);
}
