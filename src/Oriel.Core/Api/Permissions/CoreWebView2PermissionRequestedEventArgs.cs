using System;
using Oriel.Core.Features.Permissions;

namespace Microsoft.Web.WebView2.Core;

/// <summary>Tells that a page asks for a permission. Its call waits until the handlers have returned and their deferrals are complete; the page's other scripts go on.</summary>
/// <remarks>Thread: that of the view.</remarks>
public class CoreWebView2PermissionRequestedEventArgs : EventArgs
{
    private readonly PermissionRequest _request;

    internal CoreWebView2PermissionRequestedEventArgs(PermissionRequest request) => _request = request;

    /// <summary>The origin of the document that asks: the frame's own, if it is a frame. With a slash at its end.</summary>
    public string Uri => _request.Enter().Uri;

    /// <summary>What it asks for. A page that wants camera and microphone at once asks twice.</summary>
    public CoreWebView2PermissionKind PermissionKind => _request.Enter().Kind;

    /// <summary>Whether its user has clicked or typed something in the document just before. That does not mean the user wants this.</summary>
    public bool IsUserInitiated => _request.Enter().IsUserInitiated;

    /// <summary>The answer. Default, as it is at first, is what a user gives who closes the question without deciding: the page does not get it, and may ask again.</summary>
    /// <exception cref="ArgumentException">There is no such state.</exception>
    public CoreWebView2PermissionState State
    {
        get => _request.Enter().State;
        set => _request.Enter().State = value;
    }

    /// <summary>Set in a handler of a frame to keep the event from the view. In a handler of the view it changes nothing.</summary>
    public bool Handled
    {
        get => _request.Enter().IsHandled;
        set => _request.Enter().IsHandled = value;
    }

    /// <summary>
    /// Whether Allow or Deny is saved for the origin, as it is at first: then it holds in all views of the profile and in later sessions, and the origin's next request raises no event. If not, Deny is for this
    /// request and Allow for the document that has asked, as long as it is shown.
    /// </summary>
    public bool SavesInProfile
    {
        get => _request.Enter().SavesInProfile;
        set => _request.Enter().SavesInProfile = value;
    }

    /// <summary>Keeps the decision open after the handler has returned. The same document asks for nothing of the same kind meanwhile; its calls wait together.</summary>
    /// <returns>To be completed on this thread; use <c>using</c>.</returns>
    /// <exception cref="InvalidOperationException">The event is complete.</exception>
    public CoreWebView2Deferral GetDeferral() => _request.Defer();
}
