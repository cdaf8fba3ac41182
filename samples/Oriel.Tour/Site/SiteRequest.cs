using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Oriel.Tour.Site;

/// <summary>What a browser asks for: the method and the path. The rest of a request's head means nothing to this site.</summary>
internal sealed record SiteRequest(string Method, string Path)
{
    private const int Limit = 16 * 1024;

    /// <returns>Null if what came is no request, or too long.</returns>
    internal static async Task<SiteRequest?> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        byte[] head = new byte[Limit];
        int length = 0;
        while (length < Limit)
        {
            int count = await stream.ReadAsync(head.AsMemory(length), cancellation);
            if (count == 0)
            {
                return null;
            }

            length += count;
            if (head.AsSpan(0, length).IndexOf("\r\n\r\n"u8) >= 0)
            {
                return Parse(Encoding.ASCII.GetString(head, 0, head.AsSpan().IndexOf("\r\n"u8)));
            }
        }

        return null;
    }

    private static SiteRequest? Parse(string line) => line.Split(' ') switch
    {
        [string method, ['/', ..] target, ['H', 'T', 'T', 'P', '/', '1', ..]] => new SiteRequest(method, target.Split('?', 2)[0]),
        _ => null,
    };
}
