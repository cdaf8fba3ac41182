using System.Runtime.CompilerServices;
using Oriel.Core.Features.Views;

namespace Microsoft.Web.WebView2.Core;

/// <summary>The profile of a view: its own cookies, storage, cache and preferences, in a folder of its own within the user data folder.</summary>
/// <remarks>Thread: that of the view it was taken from.</remarks>
public partial class CoreWebView2Profile
{
    private readonly View _view;

    internal CoreWebView2Profile(View view) => _view = view;

    /// <summary>The name it was asked for by; that of the default profile is "Default".</summary>
    public string ProfileName => Use().Identity.ProfileName;

    /// <summary>Whether nothing of it outlives the views that use it.</summary>
    public bool IsInPrivateModeEnabled => Use().Identity.IsInPrivate;

    /// <summary>The absolute path of its folder.</summary>
    public string ProfilePath => Use().Identity.ProfilePath;

    /// <summary>The cookies of the profile, which all its views share, those of other apps too.</summary>
    public CoreWebView2CookieManager CookieManager => Use().Cookies.Public;

    private View Use([CallerMemberName] string member = "") => _view.Enter(nameof(CoreWebView2Profile), member);
}
