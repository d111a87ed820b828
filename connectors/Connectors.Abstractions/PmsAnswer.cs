using System.Diagnostics.CodeAnalysis;

namespace BookingPlatform.Connectors.Abstractions;

/// <summary>What a PMS answered: a value, or the reason why there is none.</summary>
/// <typeparam name="T">The value.</typeparam>
public sealed class PmsAnswer<T>
    where T : notnull
{
    private readonly T? value;

    /// <summary>A success, for values that no conversion finds: interfaces such as lists.</summary>
    /// <param name="value">The value.</param>
    public PmsAnswer(T value)
        : this(value, null)
    {
    }

    private PmsAnswer(T? value, PmsFailure? failure) => (this.value, Failure) = (value, failure);

    /// <summary>Why there is no value; null after success.</summary>
    public PmsFailure? Failure { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool Succeeded => Failure is null;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is none: look at <see cref="Failure"/> first.</exception>
    public T Value => Succeeded ? value! : throw new InvalidOperationException($"No value: {Failure.Message}");

    /// <summary>A success.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator PmsAnswer<T>(T value) => new(value, null);

    /// <summary>A failure.</summary>
    /// <param name="failure">The reason.</param>
    public static implicit operator PmsAnswer<T>(PmsFailure failure) => new(default, failure ?? throw new ArgumentNullException(nameof(failure)));
}

/// <summary>The value of an operation that only succeeds.</summary>
public readonly record struct Done;
