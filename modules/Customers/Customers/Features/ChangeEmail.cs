using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Email;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Features;

/// <summary>
/// Puts the right email on a customer (S0-35…40). It reaches everything that follows the record; when the address is somebody else's already,
/// nothing is merged or overwritten: staff choose (C14).
/// </summary>
internal sealed class ChangeEmail(CustomersDb db, CustomerRecords records, EmailDesk emails, Reach reach, Work work)
{
    internal sealed record Request(string? Email)
    {
        /// <summary><c>share</c>: the same address, different people. <c>merge</c>: the same person.</summary>
        public string? OnConflict { get; init; }

        public bool AcceptSharedEmail { get; init; }
    }

    /// <summary>The answer, with one more member for each follower: <c>bookings</c>, <c>missedMessages</c> …</summary>
    internal sealed record Result(string Email, EmailState State, int Version, IReadOnlyList<Reached> Reached);

    /// <summary>Who has the address already: the member <c>customer</c> of the refusal <c>email-belongs-to</c>.</summary>
    internal sealed record Holder(Guid Id, string FirstName, string LastName, string Email, EmailState EmailState);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPut("/customers/{id:guid}/email", async (Guid id, Request request, HttpRequest http, ChangeEmail feature, CancellationToken ct) =>
            (await feature.Handle(id, request, IfMatch.Version(http), ct)).ToHttp(result => TypedResults.Ok(ToJson(result))))
        .Needs(Right.ChangeCustomers)
        .WithSummary("Set the email. 409 email-belongs-to names the customer who has it, unless onConflict says what to do.");

    public async Task<Answer<Result>> Handle(Guid id, Request request, int? version, CancellationToken ct)
    {
        if (request.OnConflict is not (null or "share" or "merge"))
            return Refusal.Invalid("onConflict", "Choose share or merge.");
        await work.BeginAsync(ct);
        if (await db.CustomersEvenDeleted.SingleOrDefaultAsync(customer => customer.Id == id, ct) is not { } customer)
            return Refusal.NotFound("customer");
        if (customer.RefuseChange() is { } deleted)
            return deleted;
        if (version is not null && version != customer.Version)
            return Refusal.Stale();
        var finding = await emails.Examine(request.Email, apartFrom: id, ct);
        if (finding.Kind is EmailKind.Missing)
            return Refusal.Invalid("email", "Type the email address.");
        if (finding.Refuse("email", request.AcceptSharedEmail || customer.Email?.Key == finding.Address?.Key) is { } refused)
            return refused;
        if (customer.Email?.Address == finding.Address!.Text && request.OnConflict is null)
            return await Answer(customer, ct);
        return Conflict(finding, request.OnConflict) is { } conflict ? conflict : await Save(customer, finding, ct);
    }

    private static Refusal? Conflict(EmailFinding finding, string? onConflict)
    {
        if (finding.Holders.Count == 0 || onConflict is "share")
            return null;
        if (onConflict is "merge")
            return Refusal.Conflict("merge-not-available", "Merging customers is not available yet. Share the address, or open the other customer and use that record.");
        var holder = finding.Holders[0];
        return Refusal.Conflict("email-belongs-to", $"{holder.FirstName} {holder.LastName} has this email already. Is it the same person, or do both use it?")
            .With("customer", new Holder(holder.CustomerId, holder.FirstName, holder.LastName, finding.Address!.Text, holder.State))
            .With("others", finding.Holders.Count - 1)
            .With("choices", new[] { "share", "merge" });
    }

    private async Task<Answer<Result>> Save(Customer customer, EmailFinding finding, CancellationToken ct)
    {
        var (address, before, stateBefore) = (finding.Address!, customer.Email?.Address, customer.EmailState);
        var state = finding.Holders.Count > 0 ? EmailState.Shared : customer.Email?.Key == address.Key ? stateBefore : finding.State;
        await records.Change(customer, () => customer.Reach(address, state, work.Now), ct);
        work.Tell(new CustomerEmailChanged(customer.Id, stateBefore, state), customer.Id);
        work.Audit(CustomerHistory.EmailChanged(customer.Id, before, address.Text, state));
        await Share(address, customer, ct);
        return await work.TrySaveVersionAsync(ct) ? await Answer(customer, ct) : Refusal.Stale();
    }

    /// <summary>The same address, different people: from now on it is nobody's proof of identity.</summary>
    private async Task Share(EmailAddress address, Customer with, CancellationToken ct)
    {
        var holders = await db.Customers.Where(other => other.Email!.Key == address.Key && other.Id != with.Id && other.Email.State != EmailState.Shared).ToListAsync(ct);
        foreach (var holder in holders)
        {
            var before = holder.EmailState;
            await records.Change(holder, () => holder.ShareEmail(work.Now), ct);
            work.Tell(new CustomerEmailChanged(holder.Id, before, EmailState.Shared), holder.Id);
            work.Audit(CustomerHistory.EmailShared(holder.Id, address.Text, with.Name));
        }
    }

    private async Task<Answer<Result>> Answer(Customer customer, CancellationToken ct) =>
        new Result(customer.Email!.Address, customer.EmailState, customer.Version, await reach.Of(customer.Id, ct));

    private static Dictionary<string, object> ToJson(Result result)
    {
        var members = new Dictionary<string, object> { ["email"] = result.Email, ["emailState"] = result.State };
        foreach (var reached in result.Reached)
            members[reached.Key] = reached.Count;
        members["version"] = result.Version;
        return members;
    }
}
