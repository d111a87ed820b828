using BookingPlatform.Customers.Contracts;

namespace BookingPlatform.Customers.Merging;

/// <summary>Which records are one person, and whose values stay.</summary>
internal sealed record MergeRequest
{
    /// <summary>The record that stays (S1-38).</summary>
    public Guid PrimaryId { get; init; }

    /// <summary>One to four that are merged into it.</summary>
    public IReadOnlyList<Guid>? OtherIds { get; init; }

    /// <summary>By field the record whose value is taken: <c>firstName</c>, <c>lastName</c>, <c>email</c>, <c>phone</c>, <c>address</c>, <c>language</c>. What is left out is as suggested.</summary>
    public IReadOnlyDictionary<string, Guid>? Choices { get; init; }

    /// <summary>The versions that the preview showed, by record: 412 when one changed since.</summary>
    public IReadOnlyDictionary<Guid, int>? Versions { get; init; }
}

/// <summary>What a merge would do.</summary>
/// <param name="Fields">Side by side, with the suggestion and its reason.</param>
/// <param name="After">The kept record as it will be.</param>
/// <param name="Effects">What moves in every module.</param>
/// <param name="Blockers">What stands in the way; empty when it can be done.</param>
/// <param name="Versions">To send back with the merge.</param>
internal sealed record MergePreview(
    IReadOnlyList<MergeField> Fields, MergedForm After, IReadOnlyList<MergeEffect> Effects, IReadOnlyList<MergeBlocker> Blockers, IReadOnlyDictionary<Guid, int> Versions);

/// <summary>The kept record as it will be.</summary>
internal sealed record MergedForm(Guid Id, string FirstName, string LastName, string? Email, EmailState EmailState, string? Phone, PostalAddress? Address)
{
    public string? Language { get; init; }

    public string? Notes { get; init; }

    public string? AlertMessage { get; init; }

    public DateOnly? LastVisit { get; init; }

    public static MergedForm Of(MergePlan plan) => new(
        plan.Kept.Id, plan.Details.FirstName!, plan.Details.LastName!, plan.Email?.Address, plan.Email?.State ?? EmailState.Placeholder, plan.Details.Phone, plan.Details.Address)
    {
        Language = plan.Details.Language,
        Notes = plan.Notes,
        AlertMessage = plan.Alert,
        LastVisit = plan.LastVisit,
    };
}
