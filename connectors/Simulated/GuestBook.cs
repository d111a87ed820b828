using System.Text.Encodings.Web;
using System.Text.Json;

namespace BookingPlatform.Simulated;

/// <summary>The guests in one readable file. A lock file lets one process in at a time; the file is replaced as a whole, so a crash leaves the old or the new one.</summary>
internal sealed class GuestBook(string folder) : IDisposable
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly string file = Path.Combine(folder, "guests.json");
    private readonly SemaphoreSlim gate = new(1, 1);

    public Task<T> Read<T>(Func<List<StoredGuest>, T> look, CancellationToken ct) => Use(look, write: false, ct);

    public Task<T> Write<T>(Func<List<StoredGuest>, T> change, CancellationToken ct) => Use(change, write: true, ct);

    public void Dispose() => gate.Dispose();

    private async Task<T> Use<T>(Func<List<StoredGuest>, T> act, bool write, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            Directory.CreateDirectory(folder);
            await using var turn = await Turn(ct);
            var guests = await Load(ct);
            var result = act(guests);
            if (write)
                await Save(guests, ct);
            return result;
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<FileStream> Turn(CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(folder, "guests.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(20, ct);
            }
        }
    }

    private async Task<List<StoredGuest>> Load(CancellationToken ct)
    {
        if (!File.Exists(file))
            return [];
        await using var stream = File.OpenRead(file);
        return await JsonSerializer.DeserializeAsync<List<StoredGuest>>(stream, Readable, ct) ?? [];
    }

    private async Task Save(List<StoredGuest> guests, CancellationToken ct)
    {
        var fresh = file + ".new";
        await using (var stream = File.Create(fresh))
            await JsonSerializer.SerializeAsync(stream, guests, Readable, ct);
        File.Move(fresh, file, overwrite: true);
    }
}
