using Microsoft.AspNetCore.Http;

namespace BookingPlatform.Customers.Merging;

/// <summary>The compare page's own address says everything: the records in their order, which of them stays, and whose values were chosen.</summary>
/// <param name="Ids">The records, as they were chosen.</param>
/// <param name="PrimaryId">The one that stays; the first unless people said otherwise.</param>
/// <param name="Choices">By field.</param>
internal sealed record MergeAddress(IReadOnlyList<Guid> Ids, Guid PrimaryId, IReadOnlyDictionary<string, Guid> Choices)
{
    public const string Page = "/customers/merge";

    public static MergeAddress Read(IQueryCollection query)
    {
        var ids = query["ids"].Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct().ToList();
        var primary = Guid.TryParse(query["primary"], out var chosen) && ids.Contains(chosen) ? chosen : ids.FirstOrDefault();
        var choices = MergeField.Names.Where(field => Guid.TryParse(query[field], out var of) && ids.Contains(of)).ToDictionary(field => field, field => Guid.Parse(query[field]!));
        return new(ids, primary, choices);
    }

    public static string For(params IEnumerable<Guid> ids) => Page + QueryString.Create(ids.Select(id => KeyValuePair.Create("ids", (string?)id.ToString())));

    /// <summary>Which of the records stays, over the API.</summary>
    public MergeRequest ToRequest() => new() { PrimaryId = PrimaryId, OtherIds = Ids.Where(id => id != PrimaryId).ToList(), Choices = Choices };
}
