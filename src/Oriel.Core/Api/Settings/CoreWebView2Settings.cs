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

    /// <summary>The User-Agent the view's requests carry. Setting it to nothing changes nothing.</summary>
    public string UserAgent
    {
        get => Use().Settings.UserAgent;
        set => Use().Settings.UserAgent = value;
    }

    private View Use([CallerMemberName] string member = "") => _view.Enter(nameof(CoreWebView2Settings), member);
}
