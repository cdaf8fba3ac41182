using System;
using System.Runtime.CompilerServices;
using Oriel.Core.Features.Views;

namespace Microsoft.Web.WebView2.Core;

/// <summary>
/// The web content of a WebView: navigates it, runs script in it, exchanges messages with it and tells what happens in it.
/// </summary>
/// <remarks>
/// Thread: the one the view was created on, for every member; events are raised there, one at a time. On another thread every member
/// throws <see cref="InvalidOperationException"/>. So it does after <see cref="CoreWebView2Controller.Close"/> or the end of the browser, with an inner
/// <see cref="System.Runtime.InteropServices.COMException"/> of 0x8007139F; only removing handlers stays harmless. Tasks complete on the view's
/// thread as well: awaiting them is fine, blocking on them never ends.
/// </remarks>
public partial class CoreWebView2
{
    private readonly View _view;

    internal CoreWebView2(View view) => _view = view;

    /// <summary>The environment the view was created from.</summary>
    public CoreWebView2Environment Environment => Use().Group.Environment!;

    /// <summary>The settings of this view.</summary>
    public CoreWebView2Settings Settings => Use().Settings.Public;

    /// <summary>The profile the view uses.</summary>
    public CoreWebView2Profile Profile => Use().Profile;

    /// <summary>The cookies of the view's profile.</summary>
    public CoreWebView2CookieManager CookieManager => Use().Cookies.Public;

    /// <summary>The process id of the browser that serves this view; the same for all views of the user data folder.</summary>
    public uint BrowserProcessId => (uint)Use().Identity.BrowserProcessId;

    /// <summary>
    /// The number of the main frame, unique among the frames of the browser, of all hosts; the same as in <see cref="CoreWebView2FrameInfo.FrameId"/>. It stays the same for the life of the view, and is not 0; but a view
    /// that is given to <see cref="CoreWebView2NewWindowRequestedEventArgs.NewWindow"/> takes on the new window's number, and until it shows the window it is 0.
    /// </summary>
    public uint FrameId => Use().Frames.MainNumber;

    /// <summary>For members that take a view.</summary>
    internal View View => _view;

    private View Use([CallerMemberName] string member = "") => _view.Enter(nameof(CoreWebView2), member);

    private View UseAfterClose([CallerMemberName] string member = "") => _view.EnterThread(nameof(CoreWebView2), member);
}
