using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Kernel.Data;

/// <summary>The one door between businesses: for jobs, deliveries and sign-in, which must look for whose turn it is before they know the business.</summary>
public static class Crossing
{
    /// <summary>Marks the statement, so that the database's own wall lets it through and a reader of logs sees why.</summary>
    public const string Mark = "across businesses";

    /// <summary>Asks for rows of every business, or deletes them; not for an <c>ExecuteUpdate</c>, before which EF writes no mark. Say the business in the question, or why not.</summary>
    public static IQueryable<T> AcrossBusinesses<T>(this IQueryable<T> rows) where T : class, IBelongToBusiness =>
        rows.IgnoreQueryFilters([ModuleDb.BusinessFilter]).TagWith(Mark);
}
