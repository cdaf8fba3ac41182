using System;
using System.Diagnostics.CodeAnalysis;
using Oriel.Client.Environments;
using Oriel.Core.Dispatching;

namespace Oriel.Core.Features.Environments;

/// <summary>
/// <c>NewBrowserVersionAvailable</c>: the installed browser is watched while somebody listens. Used on the environment's thread.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The watch goes with the last handler.")]
internal sealed class VersionWatch(BrowserGroup group)
{
    private BrowserUpdateWatch? _watch;

    internal EventHandler<object>? Handlers
    {
        get;
        set
        {
            field = value;
            if (value is null)
            {
                _watch?.Dispose();
                _watch = null;
            }
            else if (_watch is null && !group.Settings.Browser.IsFixedVersion)
            {
                _watch = new BrowserUpdateWatch(group.Settings.Browser, HostContext.Current.InstallationRoot, _ => group.Dispatcher.Post(new EnvironmentCallback(Raise, "CoreWebView2Environment.NewBrowserVersionAvailable")));
                _watch.Begin();
            }
        }
    }

    private void Raise() => EventRaiser.Raise(Handlers, group.Environment!, (object)null!, group.Dispatcher);
}
