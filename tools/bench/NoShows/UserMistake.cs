namespace BookingPlatform.Bench.NoShows;

/// <summary>Something the person at the keyboard can put right.</summary>
internal sealed class UserMistake(string message) : Exception(message);
