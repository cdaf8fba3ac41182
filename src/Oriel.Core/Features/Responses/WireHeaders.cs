using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Responses;

/// <summary>Headers as a server or the network stack wrote them.</summary>
internal static class WireHeaders
{
    /// <summary>
    /// Several values of one name come as one text, parted by line feeds. What an app could not send on as it is has no place in a list: the pseudo-headers of HTTP/2, and what a
    /// server sends that is no header.
    /// </summary>
    internal static HeaderList ToList(NetworkHeaders headers)
    {
        HeaderList list = new();
        foreach ((string name, string values) in headers.Entries)
        {
            foreach (string value in values.Split('\n'))
            {
                _ = list.TryAppend(name, value);
            }
        }

        return list;
    }
}
