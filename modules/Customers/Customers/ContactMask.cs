using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers;

/// <summary>Who sees contact details: with the right to reveal everybody who has a key, and staff unless the business masks its lists; without it nobody.</summary>
internal sealed class ContactMask(CustomersDb db, IHttpContextAccessor context, Work work) : IContactMask
{
    private bool? isOnForStaff;

    public bool IsAlwaysOn => IsAsked && context.HttpContext?.User is { } asker && !asker.HasClaim(Right.Claim, Right.RevealCustomers);

    public async Task<bool> IsOnInLists(CancellationToken ct) =>
        IsAlwaysOn || (work.Actor.Source is ActorSource.Dashboard && IsAsked && (isOnForStaff ??= await db.Settings.AnyAsync(settings => settings.MaskContacts, ct)));

    /// <summary>By staff or a key, and not by the platform itself or a guest.</summary>
    private bool IsAsked => context.HttpContext is not null && work.Actor.Source is ActorSource.Dashboard or ActorSource.Api;
}
