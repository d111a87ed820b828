using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;

namespace BookingPlatform.Host.Search;

/// <summary>Customers in the search box.</summary>
internal sealed class SearchCustomers(ICustomers customers, IContactMask mask) : ISearch
{
    public int Order => 10;

    public string Right => Kernel.Web.Right.SeeCustomers;

    public async Task<IReadOnlyList<SearchHit>> Find(string text, int most, CancellationToken ct)
    {
        var isMasked = await mask.IsOnInLists(ct);
        return (await customers.Search(text, most, ct)).Select(customer => isMasked ? customer.Mask() : customer).Select(customer => new SearchHit("Customer", customer.Name, Facts(customer), $"/customers/{customer.Id}") { Alert = customer.Alert }).ToList();
    }

    private static string Facts(CustomerCard customer) =>
        string.Join(" · ", new[] { customer.Email ?? "No email yet", customer.Phone, customer.Address?.City }.Where(fact => !string.IsNullOrEmpty(fact)));
}
