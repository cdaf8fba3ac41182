using System.Runtime.CompilerServices;
using Oriel.Core.Features.Views;

namespace Microsoft.Web.WebView2.Core;

/// <summary>The settings of a view. A change takes effect with the next top-level navigation.</summary>
/// <remarks>Thread: that of the view.</remarks>
public partial class CoreWebView2Settings
{
    private readonly View _view;

    internal CoreWebView2Settings(View view) => _view = view;

    /// <summary>Whether pages may run script. The app's own ExecuteScript runs all the same. True at first.</summary>
    public bool IsScriptEnabled
    {
        get => Use().Settings.IsScriptEnabled;
        set => Use().Settings.IsScriptEnabled = value;
    }

    /// <summary>Whether the host and the page can exchange messages. True at first.</summary>
    public bool IsWebMessageEnabled
    {
        get => Use().Settings.IsWebMessageEnabled;
        set => Use().Settings.IsWebMessageEnabled = value;
    }

    /// <summary>
    /// Whether the browser shows the dialogs of alert, confirm, prompt and beforeunload itself. True at first. When false, <see cref="CoreWebView2.ScriptDialogOpening"/> is
    /// raised for them in documents loaded from then on.
    /// </summary>
    public bool AreDefaultScriptDialogsEnabled
    {
        get => Use().Settings.AreDefaultScriptDialogsEnabled;
        set => Use().Settings.AreDefaultScriptDialogsEnabled = value;
    }

    /// <summary>
    /// Whether the browser does what it does by a key that is about the page: reload, zoom, back and forward, DevTools. True at first. Keys of movement and of text editing are not concerned.
    /// </summary>
    public bool AreBrowserAcceleratorKeysEnabled
    {
        get => Use().Settings.AreBrowserAcceleratorKeysEnabled;
        set => Use().Settings.AreBrowserAcceleratorKeysEnabled = value;
    }

    /// <summary>Whether F12 and Control+Shift+I open the DevTools. True at first. <see cref="CoreWebView2.OpenDevToolsWindow"/> does in any case.</summary>
    public bool AreDevToolsEnabled
    {
        get => Use().Settings.AreDevToolsEnabled;
        set => Use().Settings.AreDevToolsEnabled = value;
    }

    /// <summary>The User-Agent the view's requests carry. Setting it to nothing changes nothing.</summary>
    public string UserAgent
    {
        get => Use().Settings.UserAgent;
        set => Use().Settings.UserAgent = value;
    }

    private View Use([CallerMemberName] string member = "") => _view.Enter(nameof(CoreWebView2Settings), member);
}
