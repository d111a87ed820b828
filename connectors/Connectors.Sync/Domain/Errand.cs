using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Connectors.Sync.Domain;

/// <summary>What is to be done in a PMS besides keeping a guest's data.</summary>
internal enum ErrandKind
{
    /// <summary>Give a booking's reservation to the customer; the subject is the booking.</summary>
    Reassign,

    /// <summary>Mark a booking's reservation as a no-show, or take that back; the subject is the booking.</summary>
    NoShow,

    /// <summary>Ban the customer's guest, or lift the ban; the subject is the customer.</summary>
    Ban,

    /// <summary>Merge two guests of one customer for ever, or take it back; the subject is the record whose guest goes.</summary>
    Merge,

    /// <summary>Erase the guest of a person who was erased here, which only people can; the subject is the customer.</summary>
    Erase,
}

/// <summary>
/// One thing to be done in a PMS, as it is wanted now: one row per connection, kind and subject, so a no-show marked and taken back before its turn is nothing
/// to do. It runs in the queue of its customer and connection, behind the customer's data. What the PMS cannot do becomes a task for staff, never a silent success.
/// </summary>
internal sealed class Errand : IBelongToBusiness
{
    public const int LongestDetail = 500;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public required Guid ConnectionId { get; init; }

    /// <summary>In whose queue it runs: whoever has the booking now, who is banned, who is kept.</summary>
    public required Guid CustomerId { get; set; }

    public required ErrandKind Kind { get; init; }

    /// <summary>Booking or customer record, as the kind says.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>To be done; false to be taken back.</summary>
    public bool Wanted { get; private set; }

    /// <summary>What was last tried and may have worked; null while nothing was.</summary>
    public bool? Tried { get; private set; }

    /// <summary>Why, for the hotel's staff.</summary>
    public string? Detail { get; private set; }

    public string AskedBy { get; private set; } = "";

    public DateTime AskedAtUtc { get; private set; }

    /// <summary>Rises whenever it is asked anew, so that whoever is carrying it out sees that the answer is to an older question.</summary>
    public int Rings { get; private set; }

    public OperationState State { get; private set; }

    public FailureClass? Failure { get; private set; }

    /// <summary>One of <see cref="ErrandCode"/> or the PMS's.</summary>
    public string? Code { get; private set; }

    /// <summary>In plain words, with the steps where staff have to do it.</summary>
    public string? Sentence { get; private set; }

    public int Attempts { get; private set; }

    public DateTime? NextTryUtc { get; private set; }

    public DateTime ChangedAtUtc { get; private set; }

    /// <summary>Of a merge: the guest that goes.</summary>
    public string? Victim { get; init; }

    /// <summary>Of a merge: both guests as they were before it, since it cannot be taken back.</summary>
    public string? Snapshots { get; set; }

    /// <summary>Nothing stands there that was never tried.</summary>
    public bool IsNothingToDo => !Wanted && Tried is null;

    public void Ask(bool wanted, string? detail, string by, DateTime now)
    {
        (Wanted, Detail, AskedBy, AskedAtUtc, Rings) = (wanted, detail, by, now, Rings + 1);
        Wait(now);
    }

    /// <summary>People say "Try again", or what it waited for is there.</summary>
    public void Wait(DateTime now) =>
        (State, Failure, Code, Sentence, Attempts, NextTryUtc, ChangedAtUtc) = (OperationState.Waiting, null, null, null, 0, null, now);

    public void TakeUp(DateTime now) => (State, Tried, NextTryUtc, ChangedAtUtc) = (OperationState.Sending, Wanted, null, now);

    public void Done(DateTime now) => (State, Failure, Code, Sentence, NextTryUtc, ChangedAtUtc) = (OperationState.InStep, null, null, null, null, now);

    /// <summary>Staff did it in the PMS themselves.</summary>
    public void DoneByHand(DateTime now)
    {
        Done(now);
        (Tried, Code) = (Wanted, ErrandCode.ByHand);
        if (Kind is ErrandKind.Erase)
            Detail = null;
    }

    public void Postpone(string sentence, DateTime nextTry, DateTime now) =>
        (State, Failure, Sentence, NextTryUtc, Attempts, ChangedAtUtc) = (OperationState.Waiting, FailureClass.Transient, Shorten(sentence), nextTry, Attempts + 1, now);

    /// <summary>The whole connection is away: not this errand's failure.</summary>
    public void Park(DateTime now) => (State, NextTryUtc, ChangedAtUtc) = (OperationState.Waiting, null, now);

    public void GiveUp(string sentence, DateTime now) =>
        (State, Failure, Sentence, NextTryUtc, Attempts, ChangedAtUtc) = (OperationState.Failed, FailureClass.Transient, Shorten(sentence), null, Attempts + 1, now);

    /// <summary>Nothing reached the PMS this time.</summary>
    public void WasNotTried(bool? before) => Tried = before;

    public void NeedStaff(FailureClass failure, string sentence, string? code, DateTime now) =>
        (State, Failure, Sentence, Code, NextTryUtc, ChangedAtUtc) = (OperationState.NeedsStaff, failure, Shorten(sentence), code, null, now);

    /// <param name="guest">The guest's number there, which is forgotten once it is done.</param>
    /// <param name="system">For people.</param>
    public static string EraseByHand(string? guest, string system) => $"This person was erased here. Erase the guest {guest} in {system} too, then say that it is done.";

    private static string Shorten(string sentence) => sentence.Length <= Operation.LongestSentence ? sentence : sentence[..Operation.LongestSentence];
}

/// <summary>Why an errand waits for people.</summary>
internal static class ErrandCode
{
    /// <summary>Nobody has said which reservation the booking is there.</summary>
    public const string NoReservation = "no-reservation";

    /// <summary>The PMS does not know the customer yet.</summary>
    public const string NoGuest = "no-guest";

    /// <summary>The PMS cannot do it: a task with steps.</summary>
    public const string NotOffered = "not-offered";

    /// <summary>Staff did it there.</summary>
    public const string ByHand = "by-hand";
}
