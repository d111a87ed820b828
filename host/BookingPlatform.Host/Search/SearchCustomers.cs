using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;

namespace BookingPlatform.Host.Search;

/// <summary>Customers in the search box.</summary>
internal sealed class SearchCustomers(ICustomers customers) : ISearch
{
    public int Order => 10;

    public string Right => Kernel.Web.Right.SeeCustomers;

    public async Task<IReadOnlyList<SearchHit>> Find(string text, int most, CancellationToken ct) =>
        (await customers.Search(text, most, ct)).Select(customer => new SearchHit("Customer", customer.Name, Facts(customer), $"/customers/{customer.Id}") { Alert = customer.Alert }).ToList();

    private static string Facts(CustomerCard customer) =>
        string.Join(" · ", new[] { customer.Email ?? "No email yet", customer.Phone, customer.Address?.City }.Where(fact => !string.IsNullOrEmpty(fact)));
}
