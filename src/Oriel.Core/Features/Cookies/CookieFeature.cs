using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Errors;
using Oriel.Client.Sessions;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Cookies;

/// <summary>The cookies of the view's profile. The API's cookies are copies; what is done with them reaches the browser through <see cref="CookieQueue"/>.</summary>
internal sealed class CookieFeature : Feature
{
    internal CookieFeature(View view)
        : base(view) => Public = new CoreWebView2CookieManager(view);

    internal CoreWebView2CookieManager Public { get; }

    private CookieQueue Queue => View.Link.Cookies;

    /// <summary>
    /// The cookies a URI gets, or all. The one thing of a view that can be done on any thread: it touches nothing but the connection, and the view's own thread is not
    /// needed for it to end.
    /// </summary>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    internal async Task<List<CoreWebView2Cookie>> GetAsync(string? uri)
    {
        CookieUri? wanted = CookieUri.Parse(uri, nameof(uri));
        bool isOwnThread = View.Dispatcher.IsOwnThread;

        // On another thread a queue of its own: what the app does behind its await must not keep anybody waiting.
        ICallbackQueue queue = isOwnThread ? View.Dispatcher : new PoolCallbackQueue();
        try
        {
            Network.GetAllCookiesResult all = await Queue.GetAsync(View.Page, queue).ConfigureAwait(isOwnThread);
            return [.. all.Cookies.Where(cookie => wanted?.Gets(cookie) ?? true).Select(cookie => new CoreWebView2Cookie(View, new CookieData(cookie)))];
        }
        catch (CdpException refused)
        {
            throw OfficialErrors.FromHResult(HResults.Fail, $"The browser could not list the cookies: {refused.Error.Message} (code {refused.Error.Code}).", refused);
        }
    }

    internal CoreWebView2Cookie Create(string name, string value, string? domain, string? path) => new(View, new CookieData(name, value, domain, path));

    internal CoreWebView2Cookie Create(System.Net.Cookie cookie) => new(View, SystemNetCookie.Read(cookie));

    internal CoreWebView2Cookie Copy(CookieData cookie) => new(View, cookie.Copy());

    internal void AddOrUpdate(CookieData cookie)
    {
        CookieRules.Verify(cookie, nameof(cookie));
        Queue.Set(View.Page, cookie.ToCommand());
    }

    /// <summary>The cookie's key is its name, domain and path, in every partition it is in.</summary>
    internal void Delete(CookieData cookie)
    {
        string domain = CookieDomain.Canonical(cookie.Domain);
        Queue.Delete(View.Page, found => found.Name == cookie.Name && found.Domain == domain && found.Path == cookie.Path);
    }

    internal void Delete(string name, string? uri)
    {
        CookieRules.VerifyNameIsGiven(name, nameof(name));
        CookieUri? wanted = CookieUri.Parse(uri, nameof(uri));
        Queue.Delete(View.Page, found => found.Name == name && (wanted?.IsIn(found) ?? true));
    }

    internal void Delete(string name, string? domain, string? path)
    {
        CookieRules.VerifyNameIsGiven(name, nameof(name));
        string? exactDomain = string.IsNullOrEmpty(domain) ? null : CookieDomain.Canonical(domain);
        string? exactPath = string.IsNullOrEmpty(path) ? null : path;
        Queue.Delete(
            View.Page,
            found => found.Name == name && (exactDomain is null || found.Domain == exactDomain) && (exactPath is null || found.Path == exactPath));
    }

    internal void DeleteAll() => Queue.Clear(View.Page);

    /// <summary>A navigation is about to begin. The cookies that the app has set before are sent with it.</summary>
    /// <returns>Complete when the browser has them.</returns>
    internal Task BeforeNewDocument()
    {
        Task written = Queue.Written;
        return written.IsCompleted ? Task.CompletedTask : View.Dispatcher.Marshal(Task.WhenAny(written));
    }
}
