using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Email;
using BookingPlatform.Customers.Merging;
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
internal sealed class ChangeEmail(CustomersDb db, CustomerRecords records, EmailDesk emails, Reach reach, MergeCustomers merge, Work work)
{
    internal sealed record Request(string? Email)
    {
        /// <summary><c>share</c>: the same address, different people. <c>merge</c>: the same person.</summary>
        public string? OnConflict { get; init; }

        public bool AcceptSharedEmail { get; init; }
    }

    /// <summary>The answer, with one more member for each follower: <c>bookings</c>, <c>missedMessages</c> …</summary>
    internal sealed record Result(string Email, EmailState State, int Version, IReadOnlyList<Reached> Reached)
    {
        /// <summary>The merge that gave the record this email; null when there was none.</summary>
        public Guid? MergeId { get; init; }
    }

    /// <summary>Who has the address already: the member <c>customer</c> of the refusal <c>email-belongs-to</c>.</summary>
    internal sealed record Holder(Guid Id, string FirstName, string LastName, string Email, EmailState EmailState);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPut("/customers/{id:guid}/email", async (Guid id, Request request, HttpRequest http, ChangeEmail feature, CancellationToken ct) =>
            (request.OnConflict == "merge" && !http.HttpContext.User.HasClaim(Right.Claim, Right.MergeCustomers) ? MayNotMerge : await feature.Handle(id, request, IfMatch.Version(http), ct))
                .ToHttp(result => TypedResults.Ok(ToJson(result))))
        .Needs(Right.ChangeCustomers)
        .WithSummary("Set the email. 409 email-belongs-to names the customer who has it, unless onConflict says what to do: share, or merge (needs the right to merge).");

    private static Refusal MayNotMerge => new(RefusalKind.Forbidden, "may-not-merge", "You may not merge customers. Ask a manager to do it, or share the address.");

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
        if (request.OnConflict is "merge" && finding.Holders.Count > 0)
            return await Merge(customer, finding, request, ct);
        return Conflict(finding, request.OnConflict) is { } conflict ? conflict : await Save(customer, finding, ct);
    }

    /// <summary>The same person (C14): the record at hand stays and takes the address over.</summary>
    private async Task<Answer<Result>> Merge(Customer customer, EmailFinding finding, Request request, CancellationToken ct)
    {
        if (finding.Holders is not [var holder])
            return Refusal.Conflict("several-have-email", "Several customers have this email. Choose on the merge page which of them are one person, or share the address.")
                .With("customers", finding.Holders.Select(one => one.CustomerId).ToList());
        var merging = new MergeRequest { PrimaryId = customer.Id, OtherIds = [holder.CustomerId], Choices = new Dictionary<string, Guid> { [MergeField.Email] = holder.CustomerId } };
        if (!(await merge.Handle(merging, ct)).Is(out var merged, out var refusal))
            return refusal;
        var answer = customer.Email?.Key == finding.Address!.Key ? await Answer(customer, ct) : await Handle(customer.Id, request with { OnConflict = null }, null, ct);
        return answer.Then(result => result with { MergeId = merged.Id });
    }

    private static Refusal? Conflict(EmailFinding finding, string? onConflict)
    {
        if (finding.Holders.Count == 0 || onConflict is "share")
            return null;
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
        if (result.MergeId is { } merge)
            members["mergeId"] = merge;
        return members;
    }
}
