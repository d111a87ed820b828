using System.Diagnostics.CodeAnalysis;

namespace BookingPlatform.Kernel;

/// <summary>What a use case answers: a value, or a <see cref="Refusal"/>.</summary>
/// <typeparam name="T">The value when it went well.</typeparam>
public readonly struct Answer<T> where T : notnull
{
    private readonly T? value;

    private Answer(T? value, Refusal? refusal) => (this.value, Refusal) = (value, refusal);

    /// <summary>Why not; null when it went well.</summary>
    public Refusal? Refusal { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">The answer is a refusal.</exception>
    public T Value => Refusal is null ? value! : throw new InvalidOperationException($"Refused: {Refusal.Code}. {Refusal.Message}");

    /// <summary>Takes the answer apart: true with the value, false with the refusal.</summary>
    public bool Is([NotNullWhen(true)] out T? accepted, [NotNullWhen(false)] out Refusal? refusal)
    {
        (accepted, refusal) = (value, Refusal);
        return Refusal is null;
    }

    /// <summary>Whether it was refused.</summary>
    public bool IsRefused([NotNullWhen(true)] out Refusal? refusal) => (refusal = Refusal) is not null;

    /// <summary>The same refusal, or the value turned into another.</summary>
    public Answer<TOther> Then<TOther>(Func<T, TOther> next) where TOther : notnull =>
        Refusal is null ? next(value!) : new Answer<TOther>(default, Refusal);

    /// <summary>A value is an answer.</summary>
    public static implicit operator Answer<T>(T value) => new(value, null);

    /// <summary>A refusal is an answer.</summary>
    public static implicit operator Answer<T>(Refusal refusal) => new(default, refusal);
}

/// <summary>Nothing to tell beyond "done".</summary>
public readonly record struct Done;
