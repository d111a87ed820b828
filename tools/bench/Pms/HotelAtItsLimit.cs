using System.Collections.Concurrent;
using BookingPlatform.Connectors.Abstractions;
using Done = BookingPlatform.Connectors.Abstractions.Done;

namespace BookingPlatform.Bench.Pms;

/// <summary>A hotel system in this process: every request takes 20 ms, and more than the limit in any ten seconds is refused and counted.</summary>
internal sealed class HotelAtItsLimit(int perSecond) : IConnectorPlugin, IPmsConnector
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, ExternalGuest> guests = new();
    private readonly Queue<DateTime> recent = new();
    private Func<CancellationToken, ValueTask> turn = _ => ValueTask.CompletedTask;

    /// <summary>What was written for whom, in order.</summary>
    public ConcurrentDictionary<string, ConcurrentQueue<string>> Written { get; } = new();

    public int Requests { get; private set; }

    public int OverTheLimit { get; private set; }

    public string Key => "at-its-limit";

    public string DisplayName => "Hotel at its limit";

    public Version Version { get; } = new(1, 0, 0);

    public IReadOnlyList<SettingField> Settings => [];

    public PmsCapabilities Capabilities { get; } = new()
    {
        Features = PmsFeatures.FindGuest | PmsFeatures.CreateGuest | PmsFeatures.UpdateGuest,
        GuestIdentity = GuestIdentity.Profile,
        FindBy = GuestKeys.Email,
    };

    public RateLimit RateLimit => new(perSecond, perSecond);

    /// <summary>A guest who is there already.</summary>
    public string Keep(int number, int version)
    {
        var id = NumberedPeople.IdOf(number).ToString("D");
        guests[id] = new ExternalGuest { Id = new ExternalGuestId(id), Name = new GuestName("Guest", $"Number {number}"), Email = NumberedPeople.EmailOf(number, version), Phone = NumberedPeople.PhoneOf(number, version) };
        return id;
    }

    public IPmsConnector Create(ConnectorContext context)
    {
        turn = context.WaitForTurn;
        return this;
    }

    public Task<PmsAnswer<ConnectionReport>> TestConnection(CancellationToken ct) => Request<ConnectionReport>(() => new ConnectionReport("Bench", []), ct);

    /// <summary>Nobody shares an address here.</summary>
    public Task<PmsAnswer<FoundGuests>> FindGuests(GuestQuery query, CancellationToken ct) => Request<FoundGuests>(() => new FoundGuests([], More: false), ct);

    public Task<PmsAnswer<ExternalGuest>> ReadGuest(ExternalGuestId id, CancellationToken ct) => Request<ExternalGuest>(() => guests[id.Value], ct);

    public Task<PmsAnswer<ExternalGuest>> CreateGuest(NewGuest guest, CancellationToken ct) => Request<ExternalGuest>(() => guests.GetOrAdd(guest.Reference, id => new ExternalGuest
    {
        Id = new ExternalGuestId(id),
        Name = guest.Details.Name,
        Email = guest.Details.Email?.Address,
        Phone = guest.Details.Phone,
        Reference = id,
    }), ct);

    public Task<PmsAnswer<Done>> UpdateGuest(ExternalGuestId id, GuestChange change, CancellationToken ct) => Request<Done>(() =>
    {
        guests[id.Value] = guests[id.Value] with { Email = change.Email?.Address ?? guests[id.Value].Email, Phone = change.Phone ?? guests[id.Value].Phone };
        if (change.Email is { } email)
            Written.GetOrAdd(id.Value, _ => new()).Enqueue(email.Address);
        return default(Done);
    }, ct);

    public Task<PmsAnswer<Done>> AddNote(ExternalGuestId id, string text, CancellationToken ct) => Request<Done>(() => default(Done), ct);

    private async Task<PmsAnswer<T>> Request<T>(Func<PmsAnswer<T>> answer, CancellationToken ct) where T : notnull
    {
        await turn(ct);
        var isRefused = Count();
        await Task.Delay(Latency, ct);
        return isRefused ? new PmsFailure.Transient("Too many requests. We will try again.") : answer();
    }

    private bool Count()
    {
        lock (recent)
        {
            var now = DateTime.UtcNow;
            while (recent.TryPeek(out var oldest) && now - oldest > Window)
                recent.Dequeue();
            recent.Enqueue(now);
            Requests++;
            var isOver = recent.Count > perSecond * (1 + Window.TotalSeconds);
            OverTheLimit += isOver ? 1 : 0;
            return isOver;
        }
    }
}
