namespace BookingPlatform.Bookings.Contracts;

/// <summary>Implemented downstream: something that waits for staff and that they should meet where their day begins, above the agenda.</summary>
public interface IAgendaNotes
{
    /// <summary>Who sees it.</summary>
    string Right { get; }

    /// <summary>Null where nothing waits. Asked each time the day is opened: two statements at most.</summary>
    Task<AgendaNote?> Look(CancellationToken ct);
}

/// <summary>A link above the agenda.</summary>
/// <param name="Text">"2 guests not told".</param>
/// <param name="Icon">Name of an icon.</param>
/// <param name="Href">Where it is put right.</param>
public sealed record AgendaNote(string Text, string Icon, string Href);
