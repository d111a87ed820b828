using System.Security.Cryptography;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Connectors.Sync.Domain;

/// <summary>Where one customer stands with one PMS (S0-44).</summary>
internal enum OperationState
{
    /// <summary>Something is to be sent: now, at the next try, or when the connection is back.</summary>
    Waiting,

    Sending,

    /// <summary>Read back from the PMS and found as we have it.</summary>
    InStep,

    /// <summary>The PMS took the change and still shows something else.</summary>
    Differs,

    /// <summary>Given up after many tries; "Try again" starts over.</summary>
    Failed,

    /// <summary>Only people can decide: a possible duplicate, data the PMS refuses.</summary>
    NeedsStaff,
}

/// <summary>What kind of failure the last try ended with.</summary>
internal enum FailureClass
{
    Transient,
    Auth,
    Configuration,
    Business,
    NotSupported,
}

/// <summary>
/// Bringing one customer in step with one PMS: a single row that every change of the customer comes back to. It always sends the newest customer, so many
/// quick changes are one push. The outbox row that makes it run holds ids only; this row holds the state.
/// </summary>
internal sealed class Operation : IBelongToBusiness
{
    public const int LongestSentence = 1000;

    private Operation()
    {
    }

    /// <summary>Follows from connection and customer; the outbox orders by it.</summary>
    public Guid Id { get; private init; }

    public Guid BusinessId { get; set; }

    public Guid ConnectionId { get; private init; }

    public Guid CustomerId { get; private init; }

    public OperationState State { get; private set; }

    /// <summary>Waits for the connection and has no outbox row.</summary>
    public bool Parked { get; private set; }

    public FailureClass? Failure { get; private set; }

    /// <summary>One of <see cref="BusinessCode"/>, when the PMS refused.</summary>
    public string? Code { get; private set; }

    /// <summary>The last failure in plain words. It may name a guest.</summary>
    public string? Sentence { get; private set; }

    /// <summary>The guest of the PMS that stands in the way.</summary>
    public string? OtherGuest { get; private set; }

    /// <summary>Failed tries since it last began to wait or was in step.</summary>
    public int Attempts { get; private set; }

    public DateTime? NextTryUtc { get; private set; }

    public DateTime WaitingSinceUtc { get; private set; }

    /// <summary>When the guest was first attempted to be made, while there is no link yet: the connector then looks for its own work first.</summary>
    public DateTime? MakingSinceUtc { get; private set; }

    /// <summary>The customer's version that was read back from the PMS; 0 when none was.</summary>
    public int ConfirmedVersion { get; private set; }

    public DateTime? ConfirmedAtUtc { get; private set; }

    /// <summary>SHA-256 of the guest as last read back, to tell our own echo from a change made in the PMS.</summary>
    public string? SnapshotHash { get; private set; }

    /// <summary>The values that both sides last agreed on, as short hashes.</summary>
    public string? Agreed { get; private set; }

    /// <summary>What was sent and not confirmed yet: a PMS that shows it only repeats us.</summary>
    public string? Sent { get; private set; }

    /// <summary>The last calls to the PMS, redacted.</summary>
    public string? Calls { get; private set; }

    public DateTime ChangedAtUtc { get; private set; }

    public static Operation For(Guid connectionId, Guid customerId) => new() { Id = IdOf(connectionId, customerId), ConnectionId = connectionId, CustomerId = customerId };

    /// <summary>The same for the same pair on every node, for ever (RFC 9562, version 8).</summary>
    public static Guid IdOf(Guid connectionId, Guid customerId)
    {
        Span<byte> pair = stackalloc byte[32];
        connectionId.TryWriteBytes(pair, bigEndian: true, out _);
        customerId.TryWriteBytes(pair[16..], bigEndian: true, out _);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(pair, hash);
        hash[6] = (byte)(hash[6] & 0x0F | 0x80);
        hash[8] = (byte)(hash[8] & 0x3F | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>The customer changed, or people said "Try again".</summary>
    public void Queue(DateTime now)
    {
        if (State is not OperationState.Waiting || WaitingSinceUtc == default)
            WaitingSinceUtc = now;
        (State, Attempts, NextTryUtc, ChangedAtUtc) = (OperationState.Waiting, 0, null, now);
    }

    /// <summary>People want to know how the PMS stands: what was confirmed before does not count.</summary>
    public void QueueAfresh(DateTime now)
    {
        Queue(now);
        (ConfirmedVersion, Parked) = (0, false);
    }

    public bool HasConfirmed(int customerVersion) => ConfirmedVersion >= customerVersion;

    public void TakeUp(DateTime now, bool isLinked)
    {
        (State, Parked, NextTryUtc, ChangedAtUtc) = (OperationState.Sending, false, null, now);
        MakingSinceUtc = isLinked ? null : MakingSinceUtc ?? now;
    }

    public void Linked() => MakingSinceUtc = null;

    /// <summary>Noted before it is sent: if this node dies in between, the next one still knows its own echo.</summary>
    public void Sends(FieldMarks marks) => Sent = FieldMarks.Among(Sent, marks);

    public void Agree(FieldMarks marks) => (Agreed, Sent) = (marks.ToString(), null);

    public void Keep(string? calls) => Calls = calls ?? Calls;

    /// <summary>People want ours to be sent although theirs might count: theirs is taken for known.</summary>
    public void Overrule(DifferingField field, string theirs)
    {
        var agreed = FieldMarks.Read(Agreed);
        Agreed = (field switch
        {
            DifferingField.Name => agreed with { Name = theirs },
            DifferingField.Email => agreed with { Email = theirs },
            DifferingField.Phone => agreed with { Phone = theirs },
            _ => agreed with { Address = theirs },
        }).ToString();
    }

    /// <summary>The PMS shows what we have.</summary>
    public void Confirm(int customerVersion, string snapshotHash, DateTime now)
    {
        (ConfirmedVersion, ConfirmedAtUtc, SnapshotHash) = (customerVersion, now, snapshotHash);
        RestInStep(now);
    }

    /// <summary>Nothing newer than what is confirmed.</summary>
    public void RestInStep(DateTime now)
    {
        Rest(OperationState.InStep, now);
        (Failure, Code, Sentence, OtherGuest, Attempts) = (null, null, null, null, 0);
    }

    public void Differ(string sentence, string snapshotHash, DateTime? nextTry, DateTime now)
    {
        Rest(OperationState.Differs, now);
        (Failure, Code, Sentence, OtherGuest, SnapshotHash) = (null, null, Shorten(sentence), null, snapshotHash);
        (Attempts, NextTryUtc) = (Attempts + 1, nextTry);
    }

    /// <summary>It failed and is tried again by itself.</summary>
    public void Postpone(FailureClass failure, string sentence, DateTime nextTry, DateTime now)
    {
        Fail(OperationState.Waiting, failure, sentence, now);
        (Attempts, NextTryUtc) = (Attempts + 1, nextTry);
    }

    /// <summary>Waits for the connection; failures of the whole connection are not this customer's.</summary>
    public void Park(DateTime now) => (State, Parked, NextTryUtc, ChangedAtUtc) = (OperationState.Waiting, true, null, now);

    public void GiveUp(FailureClass failure, string sentence, DateTime now)
    {
        Fail(OperationState.Failed, failure, sentence, now);
        Attempts++;
    }

    public void NeedStaff(FailureClass failure, string sentence, DateTime now, string? code = null, string? otherGuest = null)
    {
        Fail(OperationState.NeedsStaff, failure, sentence, now);
        (Code, OtherGuest) = (code, otherGuest);
    }

    private void Fail(OperationState state, FailureClass failure, string sentence, DateTime now)
    {
        Rest(state, now);
        (Failure, Code, Sentence, OtherGuest) = (failure, null, Shorten(sentence), null);
    }

    private void Rest(OperationState state, DateTime now) => (State, Parked, NextTryUtc, ChangedAtUtc) = (state, false, null, now);

    private static string Shorten(string sentence) => sentence.Length <= LongestSentence ? sentence : sentence[..LongestSentence];
}
