using System;
using System.Globalization;
using System.Security.Cryptography;

namespace Oriel.Broker.Routing;

/// <summary>
/// The addresses that the broker opens pages at. Each is used once and known to nobody else, so a new page is recognised by it. None may ever be loaded: a view begins with
/// the browser's initial empty document, which is about:blank to scripts and no entry of the history. Therefore it is an address whose request the browser holds for us, to be
/// failed; that of a data: address is not held, and about:blank is loaded where the browser takes it at all. A file, because nothing is said to the network for it.
/// And only the query differs, because from the rest the browser makes the name under which a profile keeps the window's place, for ever.
/// </summary>
internal sealed class OpeningAddresses
{
    private readonly string _stem = $"file:///oriel?{RandomNumberGenerator.GetHexString(32)}-";
    private int _last;

    public string Next() => _stem + (++_last).ToString(CultureInfo.InvariantCulture);

    public bool Contains(string url) => url.StartsWith(_stem, StringComparison.Ordinal);
}
