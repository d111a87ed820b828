using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.GuestApp.Features.Claims;
using Rights = BookingPlatform.Kernel.Web.Right;

namespace BookingPlatform.GuestApp.Pages.Claims;

/// <summary>Where the booking pages lead for a guest without an email.</summary>
internal sealed class ClaimSlips : IClaimSlips
{
    public string SlipFor(Guid customerId) => $"/customers/{customerId}/claim-slip";

    public string Unreachable => "/bookings/unreachable";
}

/// <summary>The button on the customer card.</summary>
internal sealed class ClaimSlipAction : ICustomerAction
{
    public string Key => "claim-slip";

    public string Text => "Claim slip";

    public string Icon => "mail-forward";

    public int Order => 75;

    public string Right => Rights.ChangeCustomers;

    public string Href(Guid customerId) => $"/customers/{customerId}/claim-slip";

    public string? Unavailable(CustomerCard customer) => MakeSlip.WhyNot(customer)?.Message;
}
