using BookingPlatform.Kernel;

namespace BookingPlatform.GuestApp.Features.SigningIn;

internal static class Refusals
{
    public static Refusal TooManyTries => new(RefusalKind.TooMany, "too-many-tries", "That was tried too often. Wait some minutes and try again.");

    /// <summary>The same for a wrong, used, replaced and expired code, and for one of another business.</summary>
    public static Refusal CodeWrong => Refusal.Invalid("code", "This code is not right, or not valid any more. Ask for a new one.", "code-wrong");

    public static Refusal LinkNotValid => Refusal.Conflict("link-not-valid", "This link is not valid any more. Ask for a new one.");

    public static Refusal SignInFirst => new(RefusalKind.Unknown, "sign-in-first", "Sign in first.");
}
