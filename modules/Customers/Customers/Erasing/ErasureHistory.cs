using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Customers.Erasing;

/// <summary>What the audit trail says about erasures. These lines name nobody and outlive the erasure.</summary>
internal static class ErasureHistory
{
    public static AuditEntry Asked(Guid customerId, Erasure erasure) => Entry(customerId, EraseTraces.KeptActions + "asked", erasure.Reason switch
    {
        ErasureReason.Asked => "To be erased in three days: the person asked for it.",
        ErasureReason.NotNeeded => "To be erased in three days: the record is no longer needed.",
        _ => "To be erased in three days: the business keeps nobody's data longer.",
    });

    public static AuditEntry CalledOff(Guid customerId) => Entry(customerId, EraseTraces.KeptActions + "called-off", "The erasure was called off.");

    public static AuditEntry Erased(Guid customerId, Guid erasureId) =>
        Entry(customerId, EraseTraces.DoneAction, "Everything that said who this was has been erased. Bookings and amounts stay.", erasureId.ToString());

    public static AuditEntry HoldSet(Guid customerId, string reason) => Entry(customerId, "customer.hold-set", $"Legal hold: {reason}");

    public static AuditEntry HoldLifted(Guid customerId, string reason) => Entry(customerId, "customer.hold-lifted", $"Legal hold lifted, which said: {reason}");

    private static AuditEntry Entry(Guid id, string action, string sentence, string? after = null) =>
        new() { Subject = CustomerHistory.Subject, SubjectId = id, Action = action, Sentence = sentence, After = after };
}
