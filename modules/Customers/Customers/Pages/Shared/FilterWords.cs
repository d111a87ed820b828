using BookingPlatform.Customers.Lists;
using BookingPlatform.Customers.Search;

namespace BookingPlatform.Customers.Pages.Shared;

/// <summary>What a filter asks for, in a line above the list.</summary>
internal static class FilterWords
{
    public static string Of(FilterAsked asked, IReadOnlyList<ListName> lists) => CustomerFilter.Read(asked).Is(out var filter, out _)
        ? filter.InWords(lists.FirstOrDefault(list => list.Id == filter.ListId)?.Name)
        : "";
}
