using BookingPlatform.Kernel.Data;

namespace BookingPlatform.NoShow.Domain;

/// <summary>How a business deals with people who do not come; a business without a row uses the values of a new object.</summary>
internal sealed class NoShowSettings : IBelongToBusiness, IVersioned
{
    public const int LeastGrace = 5;
    public const int MostGrace = 7 * 24 * 60;
    public const int MostMonths = 120;

    public Guid BusinessId { get; set; }

    /// <summary>The advanced function (S3-8): after a no-show staff are asked whether to block. Off, nothing is blocked and blocks rest.</summary>
    public bool IsAdvanced { get; set; }

    public Detection Detection { get; set; } = Detection.Propose;

    /// <summary>Minutes after the start from which somebody who has not arrived counts as not coming.</summary>
    public int GraceMinutes { get; set; } = 30;

    /// <summary>How long a block lasts unless staff name another day.</summary>
    public int BlockMonths { get; set; } = 12;

    /// <summary>Key of the hashes that recognise a blocked person, protected by the installation's own keys; made with the first block.</summary>
    public string? ProtectedSecret { get; set; }

    public int Version { get; set; }
}

/// <summary>What is done about a booking whose guest has not come after the grace time.</summary>
internal enum Detection
{
    /// <summary>Nothing: staff say so themselves.</summary>
    Off,

    /// <summary>It is proposed as a no-show where staff give outcomes.</summary>
    Propose,

    /// <summary>It is marked.</summary>
    Mark,
}

/// <summary>A service with a grace time of its own.</summary>
internal sealed class ServiceGrace : IBelongToBusiness
{
    public Guid BusinessId { get; set; }

    public required Guid ServiceId { get; init; }

    public required int Minutes { get; set; }
}
