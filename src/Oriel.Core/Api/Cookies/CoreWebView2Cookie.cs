using System;
using System.Net;
using System.Runtime.CompilerServices;
using Oriel.Core.Features.Cookies;
using Oriel.Core.Features.Views;

namespace Microsoft.Web.WebView2.Core;

/// <summary>A copy of a cookie, or a new one. A change reaches the browser with <see cref="CoreWebView2CookieManager.AddOrUpdateCookie"/>.</summary>
/// <remarks>
/// Thread: that of the view whose <see cref="CoreWebView2CookieManager"/> it came from, also when GetCookiesAsync was called on another one. On another thread every member throws
/// <see cref="InvalidOperationException"/>. So it does after <see cref="CoreWebView2Controller.Close"/> or the end of the browser, with an inner
/// <see cref="System.Runtime.InteropServices.COMException"/> of 0x8007139F; the manager of another view of the thread still takes the cookie then.
/// </remarks>
public partial class CoreWebView2Cookie
{
    private readonly View _view;
    private readonly CookieData _data;

    internal CoreWebView2Cookie(View view, CookieData data)
    {
        _view = view;
        _data = data;
    }

    /// <summary>The name.</summary>
    public string Name => Use().Name;

    /// <summary>The value.</summary>
    /// <exception cref="ArgumentNullException">When set: it is null.</exception>
    /// <exception cref="ArgumentException">When set: it has <c>;</c> or a control character in it, or spaces around it.</exception>
    public string Value
    {
        get => Use().Value;
        set => Use().Value = value;
    }

    /// <summary>The host it is for; with a dot in front also for the hosts below, which makes it another domain.</summary>
    public string Domain => Use().Domain;

    /// <summary>The path below which it is sent.</summary>
    public string Path => Use().Path;

    /// <summary>When it expires, in UTC; <see cref="DateTime.MinValue"/> for a session cookie, which new ones are.</summary>
    /// <remarks>
    /// Set to a moment that is not UTC, it takes it for local time; set to one before 1970, it becomes a session cookie's. A browser keeps a cookie for 400 days at most: one that
    /// is added for longer expires then.
    /// </remarks>
    public DateTime Expires
    {
        get => CookieExpiry.ToDateTime(Use().Expires);
        set => Use().Expires = CookieExpiry.FromDateTime(value);
    }

    /// <summary>Whether it goes to the server only, and page script cannot see it. False at first.</summary>
    public bool IsHttpOnly
    {
        get => Use().IsHttpOnly;
        set => Use().IsHttpOnly = value;
    }

    /// <summary>With which requests it is sent. Lax at first, and for cookies that were set without.</summary>
    /// <exception cref="ArgumentException">When set: the value is no kind.</exception>
    public CoreWebView2CookieSameSiteKind SameSite
    {
        get => Use().SameSite;
        set => Use().SameSite = value;
    }

    /// <summary>Whether it is sent only over HTTPS, or to this machine. False at first.</summary>
    public bool IsSecure
    {
        get => Use().IsSecure;
        set => Use().IsSecure = value;
    }

    /// <summary>Whether it ends with the browser: <see cref="Expires"/> is not set.</summary>
    public bool IsSession => Use().Expires is null;

    /// <summary>Makes a cookie of System.Net with the same name, value, path, domain, HttpOnly, Secure and Expires, in UTC.</summary>
    /// <returns>The cookie.</returns>
    /// <exception cref="CookieException">System.Net does not take its name: one with a comma in it, or a <c>$</c> in front.</exception>
    public Cookie ToSystemNetCookie() => SystemNetCookie.Make(Use());

    /// <summary>What it holds, also when its view is closed.</summary>
    internal CookieData Read([CallerMemberName] string member = "")
    {
        _view.EnterThread(nameof(CoreWebView2Cookie), member);
        return _data;
    }

    private CookieData Use([CallerMemberName] string member = "")
    {
        _view.Enter(nameof(CoreWebView2Cookie), member);
        return _data;
    }
}
