using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
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

    /// <summary>What is saved of permissions in this and previous sessions, by any app.</summary>
    /// <returns>Completes on this thread.</returns>
    public Task<IReadOnlyList<CoreWebView2PermissionSetting>> GetNonDefaultPermissionSettingsAsync() => Use().ProfilePermissions.GetAsync();

    /// <summary>Saves what pages of an origin may do, for all views of the profile and for later sessions. It applies to pages that are there as well.</summary>
    /// <param name="PermissionKind">What it is about.</param>
    /// <param name="origin">A URI with scheme and host; what follows them does not count.</param>
    /// <param name="State">Default forgets what was saved.</param>
    /// <returns>Complete on this thread when it is in force and saved.</returns>
    /// <exception cref="ArgumentException">There is no such kind or state, or the origin has no scheme or no host.</exception>
    /// <exception cref="NotImplementedException">The browser does not let this kind be set.</exception>
    public Task SetPermissionStateAsync(CoreWebView2PermissionKind PermissionKind, string origin, CoreWebView2PermissionState State) =>
        Use().ProfilePermissions.SetAsync(PermissionKind, origin, State);

    private View Use([CallerMemberName] string member = "") => _view.Enter(nameof(CoreWebView2Profile), member);
}
