using Microsoft.AspNetCore.Identity;

namespace BookingPlatform.Host.Accounts;

/// <summary>
/// Refuses the passwords that are tried first: few different characters, rows of the keyboard and of the alphabet, and words that belong to the account itself with some figures.
/// It asks for no kinds of characters: length is what helps.
/// </summary>
internal sealed class EasyPasswords : IPasswordValidator<Staff>
{
    private const int FewestCharacters = 5;
    private static readonly string[] Rows = ["0123456789012345678901234567890", "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm", "azertyuiopqsdfghjklmwxcvbn", "1q2w3e4r5t6y7u8i9o0p", "1qaz2wsx3edc4rfv5tgb"];
    private static readonly string[] Words = ["password", "passwort", "welcome", "letmein", "iloveyou", "admin", "qwerty", "bookingplatform", "booking", "hotel", "harbour", "changeme", "secret", "summer", "winter", "spring", "autumn"];

    public Task<IdentityResult> ValidateAsync(UserManager<Staff> manager, Staff user, string? password) => Task.FromResult(IsEasy(user, (password ?? "").ToLowerInvariant())
        ? IdentityResult.Failed(new IdentityError { Code = "PasswordEasy", Description = "This password is one of the first that somebody would try. Take a few words that have nothing to do with you or each other." })
        : IdentityResult.Success);

    private static bool IsEasy(Staff user, string password) =>
        password.Distinct().Count() < FewestCharacters
        || Rows.Any(row => row.Contains(password, StringComparison.Ordinal) || string.Concat(row.Reverse()).Contains(password, StringComparison.Ordinal))
        || Rest(user, password).Length < FewestCharacters;

    /// <summary>What is left without well-known words, the person's own, and everything that is no letter.</summary>
    private static string Rest(Staff user, string password)
    {
        foreach (var word in Words.Concat(OwnWords(user)).OrderByDescending(word => word.Length))
            password = password.Replace(word, "", StringComparison.Ordinal);
        return string.Concat(password.Where(char.IsLetter));
    }

    private static IEnumerable<string> OwnWords(Staff user) => $"{user.Name} {user.Email}".ToLowerInvariant().Split([' ', '.', '@', '-', '_'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 2);
}
