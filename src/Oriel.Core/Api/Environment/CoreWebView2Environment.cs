using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Oriel.Core.Features;
using Oriel.Core.Features.Environments;
using Oriel.Core.Features.Processes;

namespace Microsoft.Web.WebView2.Core;

/// <summary>
/// A user data folder with the settings its browser runs with. Views created from it, and from other environments on the same folder
/// with the same settings, in this process or another, share one browser process.
/// </summary>
/// <remarks>
/// Thread: its events are raised on the thread it was created on. Controllers may be created from it on other UI threads and belong to those.
/// </remarks>
public partial class CoreWebView2Environment
{
    private readonly BrowserGroup _group;

    internal CoreWebView2Environment(BrowserGroup group)
    {
        _group = group;
        group.Environment = this;
    }

    /// <summary>
    /// Raised when the browser process and all processes it started have ended and the user data folder is free, whether it ended as it should
    /// or failed. A handler stays for the browsers that follow.
    /// </summary>
    public event EventHandler<CoreWebView2BrowserProcessExitedEventArgs> BrowserProcessExited
    {
        add => Use().BrowserProcessExited += value;
        remove => Use().BrowserProcessExited -= value;
    }

    /// <summary>
    /// Raised when another version of the installed browser has taken the place of the one this environment found. Views go on with the old one; the new one runs after every view of every host on the folder is closed, for an
    /// environment that is created then. Never raised for a browser of a fixed version, nor for one of another channel. The event has no arguments: they are null.
    /// </summary>
    public event EventHandler<object> NewBrowserVersionAvailable
    {
        add => Use().Versions.Handlers += value;
        remove => Use().Versions.Handlers -= value;
    }

    /// <summary>
    /// Raised when a process of the browser has started or has gone; <see cref="GetProcessInfos"/> tells which there are now. A start is noticed when the browser next says something, mostly within 50 ms; an end at
    /// once. The event has no arguments: they are null.
    /// </summary>
    public event EventHandler<object> ProcessInfosChanged
    {
        add => Use().ProcessInfosChanged += value;
        remove => Use().ProcessInfosChanged -= value;
    }

    /// <summary>The processes of the browser of the user data folder, whichever host needs them: without crash handlers, the browser process first.</summary>
    /// <returns>What was known last; empty while no browser runs for this environment.</returns>
    /// <exception cref="InvalidOperationException">It is not called on the thread the environment was created on.</exception>
    public IReadOnlyList<CoreWebView2ProcessInfo> GetProcessInfos() => Use().GetProcessInfos();

    /// <summary>
    /// The processes of the browser of the user data folder, with the frames that live in each, whichever host shows them: of views, and of windows that pages have opened. Asking changes nothing.
    /// </summary>
    /// <returns>
    /// A snapshot, which may be out of date when it comes; empty if no browser runs for this environment. A frame whose renderer is gone is in no process. One whose renderer does not answer, because script keeps it, a dialog is open, or
    /// a navigation of it waits for its server, is in the process it was in when it answered last, if nothing has happened to the frames of its view since; otherwise it is waited for, and after three seconds left out.
    /// </returns>
    /// <exception cref="InvalidOperationException">It is not called on the thread the environment was created on.</exception>
    public Task<IReadOnlyList<CoreWebView2ProcessExtendedInfo>> GetProcessExtendedInfosAsync() => ExtendedProcessReader.ReadAsync(Use());

    /// <summary>The version of the browser the environment found, with the channel behind it if that is not the stable one.</summary>
    public string BrowserVersionString => Use().VersionString;

    /// <summary>The absolute path of the user data folder.</summary>
    public string UserDataFolder => Use().UserDataFolder;

    /// <summary>The folder crash dumps are written to; it lies in the user data folder.</summary>
    public string FailureReportFolderPath => Use().FailureReportFolder;

    /// <summary>Finds a browser and decides the settings. No browser is started before the first controller is created.</summary>
    /// <param name="browserExecutableFolder">The folder of a fixed browser; null or empty for an installed one.</param>
    /// <param name="userDataFolder">Null or empty for <c>{executable}.WebView2</c> beside the executable, or in <c>$XDG_DATA_HOME</c> if that cannot be written.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <returns>The environment.</returns>
    /// <exception cref="WebView2RuntimeNotFoundException">No browser was found.</exception>
    /// <exception cref="InvalidOperationException">The calling thread has no message pump.</exception>
    public static Task<CoreWebView2Environment> CreateAsync(string? browserExecutableFolder = null, string? userDataFolder = null, CoreWebView2EnvironmentOptions? options = null) =>
        EnvironmentFactory.CreateAsync(browserExecutableFolder, userDataFolder, options);

    /// <summary>Creates a view that belongs to the calling thread.</summary>
    /// <param name="ParentWindow">The window to show it in, or -3 (HWND_MESSAGE) for a view without a visible window.</param>
    /// <returns>The controller, when its view is ready.</returns>
    /// <exception cref="InvalidOperationException">The calling thread has no message pump.</exception>
    /// <exception cref="System.Runtime.InteropServices.COMException">
    /// In the task. 0x8007139F: the folder is in use with other settings; do not try again. Any other: try again with a new environment.
    /// </exception>
    public Task<CoreWebView2Controller> CreateCoreWebView2ControllerAsync(IntPtr ParentWindow) =>
        ControllerFactory.CreateAsync(_group, ParentWindow, options: null);

    /// <summary>Creates a view that belongs to the calling thread, in a profile of the app's choice.</summary>
    /// <param name="ParentWindow">The window to show it in, or -3 (HWND_MESSAGE) for a view without a visible window.</param>
    /// <param name="options">Made by <see cref="CreateCoreWebView2ControllerOptions"/>.</param>
    /// <returns>The controller, when its view is ready.</returns>
    /// <inheritdoc cref="CreateCoreWebView2ControllerAsync(IntPtr)" path="/exception"/>
    public Task<CoreWebView2Controller> CreateCoreWebView2ControllerAsync(IntPtr ParentWindow, CoreWebView2ControllerOptions options) =>
        ControllerFactory.CreateAsync(_group, ParentWindow, options ?? throw new ArgumentNullException(nameof(options)));

    /// <summary>Creates a view that the app shows itself, and that belongs to the calling thread.</summary>
    /// <param name="ParentWindow">The window the app shows it in, or -3 (HWND_MESSAGE) for none. The view is in no window: the app draws its pictures and sends it its input.</param>
    /// <returns>The controller, when its view is ready.</returns>
    /// <inheritdoc cref="CreateCoreWebView2ControllerAsync(IntPtr)" path="/exception"/>
    public Task<CoreWebView2CompositionController> CreateCoreWebView2CompositionControllerAsync(IntPtr ParentWindow) =>
        ControllerFactory.CreateComposedAsync(_group, ParentWindow, options: null);

    /// <summary>The same in a profile of the app's choice.</summary>
    /// <param name="ParentWindow">The window the app shows it in, or -3 (HWND_MESSAGE) for none. The view is in no window: the app draws its pictures and sends it its input.</param>
    /// <param name="options">Made by <see cref="CreateCoreWebView2ControllerOptions"/>.</param>
    /// <returns>The controller, when its view is ready.</returns>
    /// <inheritdoc cref="CreateCoreWebView2ControllerAsync(IntPtr)" path="/exception"/>
    public Task<CoreWebView2CompositionController> CreateCoreWebView2CompositionControllerAsync(IntPtr ParentWindow, CoreWebView2ControllerOptions options) =>
        ControllerFactory.CreateComposedAsync(_group, ParentWindow, options ?? throw new ArgumentNullException(nameof(options)));

    /// <summary>Makes what <see cref="CoreWebView2CompositionController.SendPointerInput"/> takes, empty.</summary>
    public CoreWebView2PointerInfo CreateCoreWebView2PointerInfo() => new();

    /// <summary>Makes options for a controller: the default profile, not InPrivate.</summary>
    /// <returns>New options.</returns>
    public CoreWebView2ControllerOptions CreateCoreWebView2ControllerOptions() => new();

    /// <summary>Makes a request for <see cref="CoreWebView2.NavigateWithWebResourceRequest"/>.</summary>
    /// <param name="uri">An absolute URI.</param>
    /// <param name="Method">The HTTP method.</param>
    /// <param name="postData">The body, or null.</param>
    /// <param name="Headers">Lines of <c>Name: value</c>.</param>
    /// <returns>The request.</returns>
    /// <exception cref="ArgumentException">The URI is not absolute or the method is no token.</exception>
    public CoreWebView2WebResourceRequest CreateWebResourceRequest(string uri, string Method, Stream? postData, string Headers) =>
        new("about:blank", "GET", postData, new CoreWebView2HttpRequestHeaders(HeaderList.Parse(Headers))) { Uri = uri, Method = Method };

    /// <summary>Makes a response for <see cref="CoreWebView2WebResourceRequestedEventArgs.Response"/>. It belongs to the calling thread.</summary>
    /// <param name="Content">The body, or null. It is read on a background thread, when the event is complete.</param>
    /// <param name="StatusCode">The HTTP status, from 100 to 599.</param>
    /// <param name="ReasonPhrase">The words beside it; may be empty.</param>
    /// <param name="Headers">Lines of <c>Name: value</c>, or null.</param>
    /// <returns>The response.</returns>
    /// <exception cref="ArgumentException">The status or the reason phrase is none.</exception>
    public CoreWebView2WebResourceResponse CreateWebResourceResponse(Stream Content, int StatusCode, string ReasonPhrase, string Headers) =>
        new(Content, new CoreWebView2HttpResponseHeaders(HeaderList.Parse(Headers))) { StatusCode = StatusCode, ReasonPhrase = ReasonPhrase ?? "" };

    /// <summary>For what Oriel offers beside the official members.</summary>
    internal BrowserGroup Group(string member) => _group.Enter(member);

    /// <summary>The same for what any thread may do.</summary>
    internal BrowserGroup AnyThreadGroup => _group;

    private BrowserGroup Use([CallerMemberName] string member = "") => _group.Enter(member);
}
