using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BookingPlatform.Platform.Tests.Operations;

/// <summary>A collector for OTLP over HTTP and protobuf: keeps what it is sent, and reads the spans.</summary>
internal sealed class Collector : IDisposable
{
    private readonly HttpListener http = new();

    private Collector(int port)
    {
        Address = $"http://127.0.0.1:{port}";
        http.Prefixes.Add(Address + "/");
        http.Start();
        _ = Listen();
    }

    internal sealed record Span(string TraceId, string Id, string ParentId, string Name);

    public string Address { get; }

    public ConcurrentQueue<Span> Spans { get; } = new();

    /// <summary>Bytes of each signal, as text to search in.</summary>
    public ConcurrentDictionary<string, StringBuilder> Sent { get; } = new();

    public static Collector Start()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        return new Collector(port);
    }

    public void Dispose() => http.Close();

    private async Task Listen()
    {
        while (http.IsListening)
        {
            try
            {
                var call = await http.GetContextAsync();
                using var body = new MemoryStream();
                await call.Request.InputStream.CopyToAsync(body);
                Take(call.Request.Url!.AbsolutePath, body.ToArray());
                call.Response.ContentType = "application/x-protobuf";
                call.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void Take(string path, byte[] body)
    {
        var text = Sent.GetOrAdd(path, _ => new StringBuilder());
        lock (text)
            text.Append(Encoding.UTF8.GetString(body));
        if (path != "/v1/traces")
            return;
        // ExportTraceServiceRequest.resource_spans = 1, ResourceSpans.scope_spans = 2, ScopeSpans.spans = 2; Span: trace_id 1, span_id 2, parent_span_id 4, name 5.
        foreach (var resource in Fields(body, 1))
            foreach (var scope in Fields(resource, 2))
                foreach (var span in Fields(scope, 2))
                    Spans.Enqueue(new(Hex(span, 1), Hex(span, 2), Hex(span, 4), Encoding.UTF8.GetString(Fields(span, 5).FirstOrDefault().Span)));
    }

    private static string Hex(ReadOnlyMemory<byte> message, int field) => Convert.ToHexStringLower(Fields(message, field).FirstOrDefault().Span);

    /// <summary>The length-delimited fields of that number.</summary>
    private static List<ReadOnlyMemory<byte>> Fields(ReadOnlyMemory<byte> message, int wanted)
    {
        var (found, at) = (new List<ReadOnlyMemory<byte>>(), 0);
        while (at < message.Length)
        {
            var key = Varint(message.Span, ref at);
            switch (key & 7)
            {
                case 0:
                    Varint(message.Span, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    var length = (int)Varint(message.Span, ref at);
                    if ((int)(key >> 3) == wanted)
                        found.Add(message.Slice(at, length));
                    at += length;
                    break;
            }
        }

        return found;
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        var (value, shift) = (0UL, 0);
        while (true)
        {
            var part = bytes[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
            shift += 7;
        }
    }
}
