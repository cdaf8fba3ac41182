using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Pipelines;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Oriel.TestKit.Site;

/// <summary>Cuts what comes over a connection into HTTP/1.1 requests. A browser sends bodies with their length, so no other form is read.</summary>
internal sealed class RequestReader(PipeReader input)
{
    private static readonly byte[] s_endOfHead = "\r\n\r\n"u8.ToArray();

    /// <returns>Null when the browser has closed the connection between two requests.</returns>
    public async Task<SiteRequest?> ReadAsync(CancellationToken cancellation)
    {
        if (await ReadHeadAsync(cancellation) is not { } head)
        {
            return null;
        }

        string[] lines = head.Split("\r\n");
        string[] first = lines[0].Split(' ');
        if (first.Length != 3)
        {
            throw new InvalidDataException($"'{lines[0]}' is not the first line of an HTTP request.");
        }

        List<KeyValuePair<string, string>> headers = [];
        foreach (string line in lines.AsSpan(1))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            headers.Add(new(line[..colon], line[(colon + 1)..].Trim()));
        }

        SiteRequest request = new(first[0], first[1], headers, []);
        return request.Header("Transfer-Encoding") is { } encoding
            ? throw new InvalidDataException($"The test site reads no bodies of Transfer-Encoding '{encoding}': send a Content-Length.")
            : request with { Body = await ReadBodyAsync(int.Parse(request.Header("Content-Length") ?? "0", CultureInfo.InvariantCulture), cancellation) };
    }

    private async Task<string?> ReadHeadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            ReadResult read = await input.ReadAsync(cancellation);
            if (TryTakeHead(read.Buffer, out string head, out SequencePosition end))
            {
                input.AdvanceTo(end);
                return head;
            }

            bool isEmpty = read.Buffer.IsEmpty;
            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted)
            {
                return isEmpty ? null : throw new EndOfStreamException("The connection ended within the head of a request.");
            }
        }
    }

    private static bool TryTakeHead(ReadOnlySequence<byte> buffer, out string head, out SequencePosition end)
    {
        SequenceReader<byte> reader = new(buffer);
        bool found = reader.TryReadTo(out ReadOnlySequence<byte> bytes, s_endOfHead);
        head = found ? Encoding.Latin1.GetString(bytes) : "";
        end = reader.Position;
        return found;
    }

    private async Task<byte[]> ReadBodyAsync(int length, CancellationToken cancellation)
    {
        if (length == 0)
        {
            return [];
        }

        ReadResult read = await input.ReadAtLeastAsync(length, cancellation);
        if (read.Buffer.Length < length)
        {
            throw new EndOfStreamException($"The connection ended after {read.Buffer.Length} of {length} bytes of a body.");
        }

        byte[] body = read.Buffer.Slice(0, length).ToArray();
        input.AdvanceTo(read.Buffer.GetPosition(length));
        return body;
    }
}
