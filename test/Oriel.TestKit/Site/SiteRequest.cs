using System;
using System.Collections.Generic;
using System.Text;

namespace Oriel.TestKit.Site;

/// <summary>A request as it came in.</summary>
/// <param name="Method">GET and so on.</param>
/// <param name="Target">Path and query, as on the wire.</param>
/// <param name="Headers">As on the wire and in its order; a name may occur more than once.</param>
/// <param name="Body">Empty when there is none.</param>
public sealed record SiteRequest(string Method, string Target, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    /// <summary>The target without its query.</summary>
    public string Path => Target.Split('?', 2)[0];

    /// <summary>What the page asked for by name, with the port.</summary>
    public string Host => Header("Host") ?? "";

    /// <summary>The body as UTF-8.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <returns>The first header of that name; null when there is none.</returns>
    public string? Header(string name)
    {
        foreach ((string key, string value) in Headers)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }
}
