using System.Buffers.Binary;

namespace BookingPlatform.Bench.Measure;

/// <summary>
/// Follows what a client says to PostgreSQL just closely enough to count statements: Execute and Query messages of the protocol, version 3.
/// A message is a type byte (absent before the start-up) and a length that includes itself.
/// </summary>
internal sealed class FrontendMessages
{
    private const int SslRequest = 80877103;
    private const int GssRequest = 80877104;
    private readonly byte[] head = new byte[8];
    private int headRead;
    private int bodyLeft;
    private bool started;

    /// <returns>How many statements begin in this piece of the stream.</returns>
    public int Count(ReadOnlySpan<byte> piece)
    {
        var statements = 0;
        while (!piece.IsEmpty)
        {
            if (bodyLeft > 0)
            {
                var skipped = Math.Min(bodyLeft, piece.Length);
                bodyLeft -= skipped;
                piece = piece[skipped..];
                continue;
            }

            head[headRead++] = piece[0];
            piece = piece[1..];
            if (headRead == (started ? 5 : 8))
                statements += Begin();
        }

        return statements;
    }

    private int Begin()
    {
        headRead = 0;
        if (started)
        {
            bodyLeft = BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(1)) - 4;
            return head[0] is (byte)'E' or (byte)'Q' ? 1 : 0;
        }

        bodyLeft = BinaryPrimitives.ReadInt32BigEndian(head) - 8;
        started = BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(4)) is not (SslRequest or GssRequest);
        return 0;
    }
}
