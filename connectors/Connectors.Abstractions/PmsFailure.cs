namespace BookingPlatform.Connectors.Abstractions;

/// <summary>Why a PMS did not do what was asked. The classes differ in what happens next, not in what went wrong.</summary>
public abstract record PmsFailure
{
    private PmsFailure(string message) => Message = message;

    /// <summary>A sentence or two for staff, in plain words, saying what to do if anything. It may name the guest: show it, do not log it.</summary>
    public string Message { get; }

    /// <summary>Nobody needs to act: try again later.</summary>
    public sealed record Transient : PmsFailure
    {
        /// <summary>A passing failure.</summary>
        /// <param name="message">For staff.</param>
        public Transient(string message)
            : base(message)
        {
        }

        /// <summary>How long the PMS asked to be left alone; null means exponential back-off with jitter.</summary>
        public TimeSpan? RetryAfter { get; init; }

        /// <summary>True when a write may have happened although no answer came.</summary>
        public bool MayHaveHappened { get; init; }
    }

    /// <summary>The PMS does not accept our credentials. Stop the connection until staff correct its settings.</summary>
    public sealed record Auth : PmsFailure
    {
        /// <summary>Refused credentials.</summary>
        /// <param name="message">For staff.</param>
        public Auth(string message)
            : base(message)
        {
        }
    }

    /// <summary>The connection's settings lead nowhere: wrong address, hotel or route. Stop the connection until staff correct them.</summary>
    public sealed record Configuration : PmsFailure
    {
        /// <summary>Wrong settings.</summary>
        /// <param name="message">For staff.</param>
        public Configuration(string message)
            : base(message)
        {
        }
    }

    /// <summary>The PMS understood and refused. Staff decide; repeating the same request cannot help.</summary>
    public sealed record Business : PmsFailure
    {
        /// <summary>A refusal.</summary>
        /// <param name="code">One of <see cref="BusinessCode"/>.</param>
        /// <param name="message">For staff.</param>
        public Business(string code, string message)
            : base(message) => Code = code;

        /// <summary>One of <see cref="BusinessCode"/>.</summary>
        public string Code { get; }

        /// <summary>The guest that stands in the way, when the refusal is about one.</summary>
        public ExternalGuestId? OtherGuest { get; init; }
    }

    /// <summary>The guest is no longer there. For an erasure or a repeated merge this is success.</summary>
    public sealed record Gone : PmsFailure
    {
        /// <summary>A guest that is no longer there.</summary>
        /// <param name="message">For staff.</param>
        public Gone(string message)
            : base(message)
        {
        }

        /// <summary>The guest it was merged into: link to that one instead.</summary>
        public ExternalGuestId? MergedInto { get; init; }
    }

    /// <summary>This PMS cannot do it: a task for staff.</summary>
    public sealed record NotSupported : PmsFailure
    {
        /// <summary>Something this PMS cannot do.</summary>
        /// <param name="message">For staff.</param>
        public NotSupported(string message)
            : base(message)
        {
        }
    }
}

/// <summary>Codes of <see cref="PmsFailure.Business"/>, the same for every vendor.</summary>
public static class BusinessCode
{
    /// <summary>Another guest has this email; perhaps they are one person. Belongs to the review of duplicates.</summary>
    public const string PossibleDuplicate = "possible-duplicate";

    /// <summary>The PMS refused for a reason of its own, which the message tells.</summary>
    public const string Refused = "refused";

    /// <summary>The PMS calls the data invalid.</summary>
    public const string Invalid = "invalid";

    /// <summary>The text is longer than the PMS takes.</summary>
    public const string TooLong = "too-long";
}
