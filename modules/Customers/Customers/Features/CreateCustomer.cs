using BookingPlatform.Customers.Email;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookingPlatform.Customers.Features;

/// <summary>New Customer: a record without any booking. Whoever seems to be stored already is offered instead of doubled silently.</summary>
internal sealed class CreateCustomer(CustomerRecords records, Lookalikes lookalikes, EmailDesk emails, IBusinesses businesses, Work work)
{
    internal sealed record Request : CustomerDetails
    {
        public string? Email { get; init; }

        /// <summary>Staff know the mailbox is a desk's and keep it as a contact.</summary>
        public bool AcceptSharedEmail { get; init; }

        /// <summary>Staff have looked at the possible duplicates: it is somebody else.</summary>
        public bool CreateAnyway { get; init; }
    }

    /// <summary>Somebody stored already, with enough to tell namesakes apart: the members of <c>candidates</c>.</summary>
    internal sealed record Candidate(Guid Id, string FirstName, string LastName, string? Email, string? Phone, string? City, DateTime CreatedAt, IReadOnlyList<LikenessReason> Reasons)
    {
        public string? AlertMessage { get; init; }
    }

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/customers", async (Request request, CreateCustomer feature, CancellationToken ct) =>
            (await feature.Handle(request, ct)).ToHttp(customer => TypedResults.Created($"/api/v1/customers/{customer.Id}", customer)))
        .Needs(Right.ChangeCustomers)
        .Produces<CustomerAnswer>(StatusCodes.Status201Created)
        .WithSummary("Make a customer record. 409 possible-duplicate names existing ones, unless createAnyway.");

    public async Task<Answer<CustomerAnswer>> Handle(Request request, CancellationToken ct)
    {
        if (!request.Clean().Is(out var details, out var refusal))
            return refusal;
        var finding = await emails.Examine(request.Email, apartFrom: null, ct);
        if (finding.Refuse("email", request.AcceptSharedEmail) is { } refused)
            return refused;
        var business = await businesses.Get(work.BusinessId, ct);
        var customer = Customer.Create(details, business.Country, work.Now);
        if (finding.Address is { } address)
            customer.Reach(address, finding.State, work.Now);
        if (!request.CreateAnyway && await PossibleDuplicate(customer, ct) is { } duplicate)
            return duplicate;
        records.Add(customer);
        await work.SaveAsync(ct);
        return CustomerAnswer.Of(customer) with { Lists = [] };
    }

    private async Task<Refusal?> PossibleDuplicate(Customer customer, CancellationToken ct)
    {
        var existing = (await lookalikes.Of(customer, ct)).Where(like => like.IsLikely).Select(Describe).ToList();
        return existing.Count == 0 ? null : Refusal
            .Conflict("possible-duplicate", "This customer seems to be stored already. Open the existing record, or create another one anyway.")
            .With("existing", existing.Select(candidate => candidate.Id).ToList())
            .With("candidates", existing);
    }

    private static Candidate Describe(Lookalike like)
    {
        var other = like.Customer;
        return new(other.Id, other.FirstName, other.LastName, other.Email?.Address, other.Phone, other.City, other.CreatedAtUtc, like.Reasons) { AlertMessage = other.AlertMessage };
    }
}
