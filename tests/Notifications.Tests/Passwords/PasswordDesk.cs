using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Tests.Stories;
using BookingPlatform.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Notifications.Tests.Passwords;

/// <summary>What staff do to let a customer set a password, in the words of a story.</summary>
internal static class PasswordDesk
{
    public static async Task<Guid> Customer(this FrontDesk desk, string first, string? email, string? language = null) =>
        (await desk.Business.Post("customers", new { firstName = first, lastName = "Guest", email, language })).Expect(201).Id;

    public static Task<ApiAnswer> ResetPassword(this FrontDesk desk, Guid customer) => desk.Business.Post($"customers/{customer}/password-reset");

    /// <summary>Sends a link and reads it from the newest mail to that address.</summary>
    public static async Task<string> NewLink(this FrontDesk desk, Guid customer, string email)
    {
        (await desk.ResetPassword(customer)).Expect(202);
        await desk.Business.Platform.Delivered(desk.Business);
        return desk.LinkTo(email);
    }

    public static string LinkTo(this FrontDesk desk, string email) => LinkIn(desk.MailsTo(email)[^1].Text);

    public static string LinkIn(string text) => text.ReplaceLineEndings("\n").Split('\n').Single(line => line.Contains("/password/", StringComparison.Ordinal));

    public static string SecretOf(string link) => link[(link.LastIndexOf('/') + 1)..];

    /// <summary>What the Guest App will ask at sign-in.</summary>
    public static Task<bool> Knows(this FrontDesk desk, Guid customer, string password) => desk.Business.Platform.Inside(desk.Business, async all =>
        await all.GetRequiredService<NotificationsDb>().GuestPasswords.SingleOrDefaultAsync(one => one.CustomerId == customer) is { } kept
        && all.GetRequiredService<IPasswordHasher<GuestPassword>>().VerifyHashedPassword(kept, kept.Hash, password) == PasswordVerificationResult.Success);

    public static async Task<IReadOnlyList<string>> History(this FrontDesk desk, Guid customer) =>
        (await desk.Business.Get($"audit?subject={customer}")).Expect(200)["items"]!.AsArray().Select(item => item!.Say("sentence")!).ToList();
}
