using System.Text.Json;
using System.Text.Json.Nodes;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Lists;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Features;

/// <summary>
/// Change details. Over the API a JSON merge patch (RFC 7396): what is absent stays, what is null is cleared.
/// A wholly different name on a record that is known by bookings or an email is asked about first (C3).
/// </summary>
internal sealed class ChangeCustomer(CustomersDb db, CustomerRecords records, Reach reach, ListsOfCustomers lists, IBusinesses businesses, Work work)
{
    /// <summary>The same person, under a new name.</summary>
    internal const string Renamed = "renamed";

    /// <summary>Another person: they get a record of their own.</summary>
    internal const string SomeoneElse = "someone-else";

    /// <param name="Customer">The changed record, or the new one.</param>
    /// <param name="IsNew">It was somebody else, who has a record of their own now.</param>
    internal sealed record Result(CustomerAnswer Customer, bool IsNew);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPatch("/customers/{id:guid}", async (Guid id, JsonObject patch, HttpRequest request, ChangeCustomer feature, IContactMask mask, CancellationToken ct) =>
            (await feature.Patch(id, patch, IfMatch.Version(request), ct)).ToHttp(result => ToHttp(mask.IsAlwaysOn ? result with { Customer = result.Customer.Mask() } : result)))
        .Needs(Right.ChangeCustomers)
        .Produces<CustomerAnswer>()
        .Produces<CustomerAnswer>(StatusCodes.Status201Created)
        .WithSummary("Change names, phone, address, notes or language: a JSON merge patch. If-Match guards against overwriting. "
            + "409 renamed-or-someone-else when both names change, unless onRename says renamed or someone-else; the latter makes a record of its own (201).");

    private static IResult ToHttp(Result result) =>
        result.IsNew ? TypedResults.Created($"/api/v1/customers/{result.Customer.Id}", result.Customer) : TypedResults.Ok(result.Customer);

    public async Task<Answer<Result>> Patch(Guid id, JsonObject patch, int? version, CancellationToken ct)
    {
        if (await Find(id, ct) is not { } customer)
            return Refusal.NotFound("customer");
        if (patch.TryGetPropertyValue("email", out var email) && !IsText(email, customer.Email?.Address))
            return Refusal.Invalid("email", $"The email is changed with PUT /api/v1/customers/{id}/email, because others may have it too.");
        patch.TryGetPropertyValue("onRename", out var onRename);
        if (onRename is not null && !IsText(onRename, Renamed) && !IsText(onRename, SomeoneElse))
            return Refusal.Invalid("onRename", "Choose renamed or someone-else.");
        return MergePatch.Onto(CustomerDetails.Of(customer), patch).Is(out var details, out var refusal)
            ? await Change(customer, details, onRename?.GetValue<string>(), version, ct)
            : refusal;
    }

    /// <param name="id">The record.</param>
    /// <param name="details">As typed.</param>
    /// <param name="onRename"><see cref="Renamed"/>, <see cref="SomeoneElse"/>, or null to be asked.</param>
    /// <param name="version">The one that was looked at.</param>
    /// <param name="ct">Cancels it.</param>
    public async Task<Answer<Result>> Handle(Guid id, CustomerDetails details, string? onRename, int? version, CancellationToken ct) =>
        await Find(id, ct) is { } customer ? await Change(customer, details, onRename, version, ct) : Refusal.NotFound("customer");

    private async Task<Answer<Result>> Change(Customer customer, CustomerDetails details, string? onRename, int? version, CancellationToken ct)
    {
        if (customer.RefuseChange() is { } deleted)
            return deleted;
        if (version is not null && version != customer.Version)
            return Refusal.Stale();
        if (!details.Clean().Is(out var clean, out var refusal))
            return refusal;
        if (!IsOtherName(customer, clean) || !await IsKnown(customer, ct))
            return await Save(customer, clean, ct);
        return onRename switch
        {
            Renamed => await Save(customer, clean, ct),
            SomeoneElse => await MakeAnother(customer, clean, ct),
            _ => Refusal.Conflict("renamed-or-someone-else", $"Is {clean.FirstName} {clean.LastName} the same person as {customer.Name}, renamed, or someone else?")
                .With("choices", new[] { Renamed, SomeoneElse }),
        };
    }

    private async Task<Answer<Result>> Save(Customer customer, CustomerDetails details, CancellationToken ct)
    {
        if (CustomerHistory.Changed(customer.Id, CustomerDetails.Of(customer), details) is not { } told)
            return new Result(await lists.Tell(customer, ct), IsNew: false);
        var business = await businesses.Get(work.BusinessId, ct);
        await records.Change(customer, () => customer.Change(details, business.Country, work.Now), ct);
        work.Audit(told);
        return await work.TrySaveVersionAsync(ct) ? new Result(await lists.Tell(customer, ct), IsNew: false) : Refusal.Stale();
    }

    /// <summary>They take along what was typed for them, and nothing that is the first one's: least of all the email.</summary>
    private async Task<Answer<Result>> MakeAnother(Customer customer, CustomerDetails typed, CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        var other = Customer.Create(typed.WithoutWhatIs(CustomerDetails.Of(customer)), business.Country, work.Now);
        records.Add(other, $" as someone else than {customer.Name}");
        await work.SaveAsync(ct);
        return new Result(CustomerAnswer.Of(other) with { Lists = [] }, IsNew: true);
    }

    /// <summary>Both names, and not only their spelling or order.</summary>
    private static bool IsOtherName(Customer customer, CustomerDetails details) =>
        PersonNames.Differ(customer.FirstName, details.FirstName!) && PersonNames.Differ(customer.LastName, details.LastName!)
        && !PersonNames.Agree((customer.FirstName, customer.LastName), (details.FirstName!, details.LastName!));

    private async Task<bool> IsKnown(Customer customer, CancellationToken ct) => customer.Email is not null || await reach.Bookings(customer.Id, ct) > 0;

    private Task<Customer?> Find(Guid id, CancellationToken ct) => db.CustomersEvenDeleted.SingleOrDefaultAsync(customer => customer.Id == id, ct);

    private static bool IsText(JsonNode? node, string? text) =>
        node is null ? text is null : node.GetValueKind() is JsonValueKind.String && node.ToJsonString() == JsonSerializer.Serialize(text);
}
