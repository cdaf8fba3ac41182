using Oriel.Broker.Clients;
using Oriel.Broker.Routing;
using Oriel.Ipc;
using Oriel.Protocol.Cdp;

namespace Oriel.Broker.Windows;

/// <summary>Opens the DevTools of views. The browser makes a window for them, which is caught like all others and given to the window manager.</summary>
internal sealed class DevToolsWindows
{
    private readonly BrowserCalls _calls;
    private readonly ViewWindows _windows;

    public DevToolsWindows(BrowserCalls calls, ViewWindows windows)
    {
        _calls = calls;
        _windows = windows;
    }

    public void Open(ClientLink link, int id, View view)
    {
        if (!_windows.AreReal)
        {
            link.SendError(id, HResults.InvalidState, "The browser has no display to show the DevTools on.");
            return;
        }

        _calls.Send<Target.OpenDevToolsCommand, Target.OpenDevToolsResult>(
            "",
            new Target.OpenDevToolsCommand(view.TargetId),
            opened =>
            {
                // Of those that are shown already the browser names the same target.
                if (view.DevToolsTargetId != opened.TargetId)
                {
                    view.DevToolsTargetId = opened.TargetId;
                    _windows.Release(opened.TargetId);
                }

                link.SendResult(id, EmptyResult.Instance);
            },
            error => link.SendError(id, HResults.Fail, $"The browser does not open the DevTools: {error}"));
    }
}
