using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Host.Accounts.SignOn;

/// <summary>Where a person's own password or passkey leads once they are recognised.</summary>
internal static class OwnMeans
{
    /// <summary>The business to whose provider the person has to go, because nothing opens to their own means; null where something does.</summary>
    public static async Task<string?> OnlyWay(this AccountsDb db, Staff person, CancellationToken ct)
    {
        if (person.IsOperator)
            return null;
        var places = await (
            from membership in db.Memberships.AcrossBusinesses()
            join business in db.Businesses on membership.BusinessId equals business.Id
            where membership.StaffId == person.Id && business.ClosedAtUtc == null
            orderby membership.Id
            select new { business.Slug, IsShut = membership.Role != Role.Owner && db.SignOns.AcrossBusinesses().Any(signOn => signOn.BusinessId == business.Id && signOn.IsOnlyWay) }).ToListAsync(ct);
        return places.Count > 0 && places.TrueForAll(place => place.IsShut) ? places[0].Slug : null;
    }
}
