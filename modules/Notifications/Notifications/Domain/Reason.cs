using System.Text.RegularExpressions;

namespace BookingPlatform.Notifications.Domain;

/// <summary>Why a message did not go out: a stable code for programs and a sentence for the front desk, neither with personal data.</summary>
internal sealed partial record Reason(string Code, string Sentence)
{
    public const int LongestSentence = 600;

    public static readonly Reason NoEmail = new("no-email", "Not sent — no email.");
    public static readonly Reason Bounced = new("bounced", "Not sent — mail to the customer's address came back.");
    public static readonly Reason NotSetUp = new("not-set-up", "Not sent — no mail server is set up.");
    public static readonly Reason SwitchedOff = new("switched-off", "Not sent — messages of this kind are switched off in the settings.");
    public static readonly Reason AlreadyTold = new("already-told", "Not sent — an earlier message had told this already.");
    public static readonly Reason Superseded = new("superseded", "Not sent — another message about this booking was sent instead.");
    public static readonly Reason BookingGone = new("booking-gone", "Not sent — the booking no longer exists.");
    public static readonly Reason BookingOver = new("booking-over", "Not sent — the booking is over.");
    public static readonly Reason BookingCancelled = new("booking-cancelled", "Not sent — the booking was cancelled in the meantime.");
    public static readonly Reason BookingStands = new("booking-stands", "Not sent — the booking is no longer cancelled.");
    public static readonly Reason Reassigned = new("reassigned", "Not sent — the booking now belongs to another customer.");
    public static readonly Reason MissedBefore = new("missed-before", "Not sent — the customer who had the booking before could not be written to.");
    public static readonly Reason StaffChoseSo = new("staff-chose-so", "Not sent — staff chose so.");
    public static readonly Reason AwaitsItinerary = new("awaits-itinerary", "Not sent — bookings of an itinerary are told together, by its confirmation.");
    public static readonly Reason WithItinerary = new("with-itinerary", "Sent in the confirmation of the itinerary.");
    public static readonly Reason ItineraryOver = new("itinerary-over", "Not sent — no booking of the itinerary is still to come.");
    public static readonly Reason BookingBegun = new("booking-begun", "Not sent — the booking has begun.");
    public static readonly Reason MovedSince = new("moved-since", "Not sent — the booking was moved in the meantime.");
    public static readonly Reason Muted = new("booking-muted", "Not sent — messages about this booking are switched off.");
    public static readonly Reason Suppressed = new("suppressed-address", "Not sent — the address is on the suppression list.");
    public static readonly Reason NoConsent = new("no-consent", "Not sent — the customer has not agreed to advertising.");
    public static readonly Reason OptedOut = new("opted-out", "Not sent — the customer wants no advertising by email.");
    public static readonly Reason MailingStopped = new("mailing-stopped", "Not sent — staff stopped the mailing.");
    public static readonly Reason SameAddress = new("same-address", "Not sent — the mailing went to this address already.");
    public static readonly Reason CustomerGone = new("customer-gone", "Not sent — the customer record no longer exists.");
    public static readonly Reason Placeholder = new("placeholder", "Not sent — the address is a placeholder and no mailbox.");
    public static readonly Reason Malformed = new("malformed", "Not sent — the address is not one that mail can be sent to.");
    public static readonly Reason TooLate = new("too-late", "Not sent — the mail server could not be reached, or did not take the message, for a whole day.");
    public static readonly Reason Unknown = new("outcome-unknown", "Handed to the mail server twice without an answer — ask the customer whether it arrived.");

    public static readonly Reason LinkTooLate = new("too-late", "Not sent — the mail server could not be reached, or did not take the message, for half an hour.");
    public static readonly Reason LinkDoubtful = new("outcome-unknown", "Handed to the mail server without an answer — ask the customer whether it arrived.");
    public static readonly Reason NoPublicAddress = new("no-public-address", "Not sent — this installation does not know its own address (Web__PublicAddress).");

    /// <summary>What an email that arrives later can make good: the customer was to be told and could not be.</summary>
    public static readonly IReadOnlyList<string> Missed = [NoEmail.Code, Bounced.Code, NotSetUp.Code, MissedBefore.Code, Suppressed.Code];

    /// <summary>Taken by the mail server and returned by another one behind it.</summary>
    public static Reason CameBack(string? serversWords) => new("came-back", Shorten(serversWords is null ? "Came back." : $"Came back — the mailbox's server said: {Anonymous(serversWords)}"));

    public static Reason QuietHours(string until) => new("quiet-hours", $"Waiting — quiet hours until {until}.");

    /// <summary>The mail server said no, in plain words with its own behind them.</summary>
    public static Reason Refused(string plain, string serversWords) => new("refused", Shorten($"Not sent — {plain} Its answer: {Anonymous(serversWords)}"));

    /// <summary>Servers like to quote the address; a reason holds no personal data, so that erasing a customer need not look into it.</summary>
    private static string Anonymous(string words) => Address().Replace(words.ReplaceLineEndings(" "), "(address)").Trim();

    private static string Shorten(string sentence) => sentence.Length <= LongestSentence ? sentence : sentence[..LongestSentence];

    [GeneratedRegex(@"<?[^\s<>@]+@[^\s<>@]+>?")]
    private static partial Regex Address();
}
