using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Host.Accounts.Features;

/// <summary>Opens a business on this installation, with its first member of staff as owner.</summary>
internal sealed partial class OpenBusiness(AccountsDb db, UserManager<Staff> staff, Work work)
{
    internal sealed record Request(string? Name, string? TimeZone, string? Currency, string? Language, string? Country, OwnerRequest Owner)
    {
        public string? Slug { get; init; }

        public string? Phone { get; init; }

        public string? Email { get; init; }
    }

    internal sealed record OwnerRequest(string? Name, string? Email, string? Password);

    internal sealed record Opened(Guid BusinessId, Guid OwnerId);

    public async Task<Answer<Opened>> Handle(Request request, CancellationToken ct)
    {
        var errors = CheckBusiness(request);
        if (request.Owner.Name?.Trim() is not { Length: > 0 and <= 200 })
            errors["owner.name"] = ["Type your name."];
        var slug = request.Slug ?? SlugOf(request.Name ?? "");
        if (await db.Businesses.AnyAsync(row => row.Slug == slug, ct))
            errors["name"] = ["There is a business of that name already."];
        var owner = new Staff { Name = request.Owner.Name?.Trim() ?? "", UserName = request.Owner.Email?.Trim(), Email = request.Owner.Email?.Trim(), EmailConfirmed = true };
        if (errors.Count == 0)
            await CheckOwner(owner, request.Owner.Password ?? "", errors);
        if (errors.Count > 0)
            return Refusal.Invalid(errors);

        await work.BeginAsync(ct);
        var business = Row(request, slug, work.Now);
        db.Businesses.Add(business);
        work.ActAs(new Actor(ActorSource.Platform, business.Id, owner.Id, owner.Name));
        db.Memberships.Add(new Membership { StaffId = owner.Id, Role = Role.Owner });
        await staff.CreateAsync(owner, request.Owner.Password!);
        work.Audit(new AuditEntry { Subject = "business", SubjectId = business.Id, Action = "business.opened", Sentence = $"{owner.Name} opened {business.Name}." });
        await work.SaveAsync(ct);
        return new Opened(business.Id, owner.Id);
    }

    /// <summary>What is wrong with the business itself, by field.</summary>
    internal static Dictionary<string, string[]> CheckBusiness(Request request)
    {
        var errors = new Dictionary<string, string[]>();
        Demand("name", request.Name?.Trim() is { Length: > 0 and <= 200 }, "Type the name of the business, at most 200 characters.");
        Demand("timeZone", request.TimeZone is { } zone && BusinessTime.IsZone(zone), "Choose a time zone, for example Europe/Lisbon.");
        Demand("currency", request.Currency is { } currency && CurrencyCode().IsMatch(currency), "Choose the currency, for example EUR.");
        Demand("language", request.Language is { } language && IsLanguage(language), "Choose a language, for example en-GB.");
        Demand("country", request.Country is { } country && CountryCode().IsMatch(country), "Choose the country, for example PT.");
        return errors;

        void Demand(string field, bool met, string otherwise)
        {
            if (!met)
                errors[field] = [otherwise];
        }
    }

    private async Task CheckOwner(Staff owner, string password, Dictionary<string, string[]> errors)
    {
        foreach (var validator in staff.UserValidators)
            Collect("owner.email", await validator.ValidateAsync(staff, owner));
        foreach (var validator in staff.PasswordValidators)
            Collect("owner.password", await validator.ValidateAsync(staff, owner, password));

        void Collect(string field, IdentityResult result)
        {
            if (!result.Succeeded)
                errors[field] = result.Errors.Select(error => error.Description).ToArray();
        }
    }

    internal static BusinessRow Row(Request request, string slug, DateTime now) => new()
    {
        Slug = slug,
        Name = request.Name!.Trim(),
        TimeZone = request.TimeZone!,
        Currency = request.Currency!,
        Language = request.Language!,
        Country = request.Country!,
        Phone = request.Phone,
        Email = request.Email,
        CreatedAtUtc = now,
    };

    /// <summary>"Café Zürich" becomes <c>cafe-zurich</c>; a name without Latin letters becomes a short random name.</summary>
    internal static string SlugOf(string name)
    {
        var plain = string.Concat(name.Normalize(NormalizationForm.FormKD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark));
        var slug = NotInSlug().Replace(plain.ToLowerInvariant(), "-").Trim('-');
        return slug.Length > 0 ? slug[..Math.Min(slug.Length, 60)] : $"b-{Guid.NewGuid():N}"[..10];
    }

    private static bool IsLanguage(string tag)
    {
        try
        {
            return CultureInfo.GetCultureInfo(tag, predefinedOnly: true).Name.Length > 0;
        }
        catch (CultureNotFoundException)
        {
            return false;
        }
    }

    [GeneratedRegex("^[A-Z]{3}$")]
    private static partial Regex CurrencyCode();

    [GeneratedRegex("^[A-Z]{2}$")]
    private static partial Regex CountryCode();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotInSlug();
}
