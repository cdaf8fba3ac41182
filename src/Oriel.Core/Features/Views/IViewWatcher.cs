using Oriel.Core.Features.Processes;

namespace Oriel.Core.Features.Views;

/// <summary>Who looks after a view. Told on the view's thread, after the app's handlers.</summary>
internal interface IViewWatcher
{
    /// <summary>A process the view depends on has failed, but not the browser.</summary>
    public void OnFailure(ProcessFailure failure);

    /// <summary>The browser has failed, and the view is closed.</summary>
    public void OnBrowserLost();

    /// <summary>The view ended without a failure: its page was closed.</summary>
    public void OnGone();

    /// <summary>The app has closed the view, be it that it was closed already.</summary>
    public void OnClosedByApp();
}
