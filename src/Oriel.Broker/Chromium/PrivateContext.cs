using System;
using System.Collections.Generic;

namespace Oriel.Broker.Chromium;

/// <summary>The off-the-record context that the private views of one profile name share.</summary>
internal sealed class PrivateContext
{
    private readonly List<(Action<string> Made, Action<string> Failed)> _waiting = [];

    public PrivateContext(string key)
    {
        Key = key;
    }

    public string Key { get; }

    /// <summary>Null until the browser has made it.</summary>
    public string? BrowserContextId { get; private set; }

    /// <summary>Views in it, and requests for one.</summary>
    public int Users { get; set; }

    public void WhenMade(Action<string> made, Action<string> failed)
    {
        if (BrowserContextId is { } id)
        {
            made(id);
        }
        else
        {
            _waiting.Add((made, failed));
        }
    }

    public void OnMade(string browserContextId)
    {
        BrowserContextId = browserContextId;
        foreach ((Action<string> made, _) in _waiting)
        {
            made(browserContextId);
        }

        _waiting.Clear();
    }

    public void OnFailed(string message)
    {
        foreach ((_, Action<string> failed) in _waiting)
        {
            failed(message);
        }

        _waiting.Clear();
    }
}
