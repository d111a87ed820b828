using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;

namespace BookingPlatform.Host.Accounts.Features;

/// <summary>Makes a key for a program. Its secret is in the answer and nowhere else.</summary>
internal sealed class MakeApiKey(AccountsDb db, Work work)
{
    internal sealed record Request(string? Name, IReadOnlyList<string> Rights, int? DaysValid);

    internal sealed record Made(Guid Id, string Name, string Secret);

    /// <param name="request">What for, what it may do, how long.</param>
    /// <param name="may">Whether the person who makes it holds a right: nobody hands out more than they have.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Answer<Made>> Handle(Request request, Func<string, bool> may, CancellationToken ct)
    {
        var rights = request.Rights.Where(Right.All.Contains).Distinct().ToList();
        var errors = new Dictionary<string, string[]>();
        if (request.Name?.Trim() is not { Length: > 0 and <= 200 })
            errors["name"] = ["Name the program that will use the key."];
        if (rights.Count == 0 || rights.Any(right => !may(right)))
            errors["rights"] = ["Tick at least one thing the key may do."];
        if (request.DaysValid is < 1 or > 3650)
            errors["daysValid"] = ["Choose how long the key is valid."];
        if (errors.Count > 0)
            return Refusal.Invalid(errors);

        var secret = ApiKey.NewSecret();
        var key = new ApiKey
        {
            Name = request.Name!.Trim(),
            Hash = ApiKey.HashOf(secret),
            Rights = string.Join(' ', rights),
            CreatedAtUtc = work.Now,
            ExpiresAtUtc = request.DaysValid is { } days ? work.Now.AddDays(days) : null,
        };
        db.ApiKeys.Add(key);
        work.Audit(new AuditEntry { Subject = "api-key", SubjectId = key.Id, Action = "api-key.made", Sentence = $"API key “{key.Name}” was made.", After = key.Rights });
        await work.SaveAsync(ct);
        return new Made(key.Id, key.Name, secret);
    }
}
