using System;
using System.Collections.Generic;
using System.Net;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Oriel.Core.Features.Views;

namespace Microsoft.Web.WebView2.Core;

/// <summary>The cookies of a profile: lists, adds, changes and deletes them, for all views of the profile in all apps.</summary>
/// <remarks>
/// Thread: that of the view it was taken from, but for <see cref="GetCookiesAsync"/>, which works on every thread. On another thread the other members throw
/// <see cref="InvalidOperationException"/>. So does every member after <see cref="CoreWebView2Controller.Close"/> or the end of the browser, with an inner
/// <see cref="System.Runtime.InteropServices.COMException"/> of 0x8007139F. What is called one after the other is done in that order: cookies that were added are in the
/// next list, and are sent with the next navigation. What the browser refuses although it looked right is told by the event source "Oriel". A deletion by name takes two exchanges with
/// the browser: before closing the view right behind one, await a list, which comes when it is done.
/// </remarks>
public partial class CoreWebView2CookieManager
{
    private readonly View _view;

    internal CoreWebView2CookieManager(View view) => _view = view;

    /// <summary>Makes a cookie, a session cookie that is SameSite=Lax. It is not added before <see cref="AddOrUpdateCookie"/>.</summary>
    /// <param name="name">Its name: not empty, without white space around it, without <c>=</c>, <c>;</c> and control characters.</param>
    /// <param name="cookieValue">Its value: without spaces around it, <c>;</c> and control characters.</param>
    /// <param name="Domain">The host it is for; with a dot in front also for the hosts below. Without one it cannot be added.</param>
    /// <param name="Path">The path below which it is sent; <c>/</c> when it is null or empty.</param>
    /// <returns>The cookie.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="cookieValue"/> is null.</exception>
    /// <exception cref="ArgumentException">No cookie can have this name or value.</exception>
    public CoreWebView2Cookie CreateCookie(string name, string cookieValue, string? Domain, string? Path) => Use().Cookies.Create(name, cookieValue, Domain, Path);

    /// <summary>Makes a cookie like one of System.Net; SameSite, which that has not, is Lax.</summary>
    /// <param name="systemNetCookie">The cookie. Its Expires is taken for local time unless it is UTC.</param>
    /// <returns>The cookie.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="systemNetCookie"/> is null.</exception>
    /// <exception cref="ArgumentException">Its name is empty, or no browser takes its name or value.</exception>
    public CoreWebView2Cookie CreateCookieWithSystemNetCookie(Cookie systemNetCookie) => Use().Cookies.Create(systemNetCookie);

    /// <summary>Makes a cookie like another. Neither changes with the other.</summary>
    /// <param name="cookieParam">The other, which may be of another view of this thread.</param>
    /// <returns>The copy.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="cookieParam"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="cookieParam"/> belongs to another thread.</exception>
    public CoreWebView2Cookie CopyCookie(CoreWebView2Cookie cookieParam)
    {
        View view = Use();
        ArgumentNullException.ThrowIfNull(cookieParam);
        return view.Cookies.Copy(cookieParam.Read());
    }

    /// <summary>Lists the cookies that a URI gets, or all of the profile.</summary>
    /// <param name="uri">The URI, with its scheme; null or empty for all. One that is not of the web, such as <c>about:blank</c>, gets none.</param>
    /// <returns>
    /// Copies of the cookies, those that pages cannot see included. They belong to the view's thread, also when this is called on another one: there their members throw. Called
    /// on the view's thread, the task completes there; on another it does not need that thread to go on.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="uri"/> is not an absolute URI.</exception>
    public Task<List<CoreWebView2Cookie>> GetCookiesAsync(string? uri) => UseOnAnyThread().Cookies.GetAsync(uri);

    /// <summary>Adds a cookie, or replaces the one with its name, domain and path. One that has expired deletes it.</summary>
    /// <param name="cookie">The cookie, as it is now; later changes to it change nothing.</param>
    /// <exception cref="ArgumentNullException"><paramref name="cookie"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// No browser takes it: it has no domain or one that is no host, its path does not begin with <c>/</c>, its name and value are longer than 4096 bytes or its path than
    /// 1024, it is SameSite=None and not secure, or its name promises with <c>__Host-</c> or <c>__Secure-</c> what it is not.
    /// </exception>
    /// <exception cref="InvalidOperationException"><paramref name="cookie"/> belongs to another thread.</exception>
    public void AddOrUpdateCookie(CoreWebView2Cookie cookie)
    {
        View view = Use();
        ArgumentNullException.ThrowIfNull(cookie);
        view.Cookies.AddOrUpdate(cookie.Read());
    }

    /// <summary>Deletes the cookie with this one's name, domain and path.</summary>
    /// <param name="cookie">The cookie; its other properties do not matter.</param>
    /// <exception cref="ArgumentNullException"><paramref name="cookie"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="cookie"/> belongs to another thread.</exception>
    public void DeleteCookie(CoreWebView2Cookie cookie)
    {
        View view = Use();
        ArgumentNullException.ThrowIfNull(cookie);
        view.Cookies.Delete(cookie.Read());
    }

    /// <summary>Deletes the cookies of a name whose domain and path are those of a URI.</summary>
    /// <param name="name">The name.</param>
    /// <param name="uri">The URI, with its scheme; null or empty for every domain and path.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty, or <paramref name="uri"/> is not an absolute URI.</exception>
    public void DeleteCookies(string name, string? uri) => Use().Cookies.Delete(name, uri);

    /// <summary>Deletes the cookies of a name with exactly this domain and path.</summary>
    /// <param name="name">The name.</param>
    /// <param name="Domain">The domain, which with a dot in front is another than without; null or empty for every domain.</param>
    /// <param name="Path">The path; null or empty for every path.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public void DeleteCookiesWithDomainAndPath(string name, string? Domain, string? Path) => Use().Cookies.Delete(name, Domain, Path);

    /// <summary>Deletes all cookies of the profile.</summary>
    public void DeleteAllCookies() => Use().Cookies.DeleteAll();

    private View Use([CallerMemberName] string member = "") => _view.Enter(nameof(CoreWebView2CookieManager), member);

    private View UseOnAnyThread([CallerMemberName] string member = "") => _view.EnterOpen(nameof(CoreWebView2CookieManager), member);
}
