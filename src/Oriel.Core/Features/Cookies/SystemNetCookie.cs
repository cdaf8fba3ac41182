using System;
using System.Net;

namespace Oriel.Core.Features.Cookies;

/// <summary>To and from the cookies of System.Net, which know no SameSite.</summary>
internal static class SystemNetCookie
{
    internal static CookieData Read(Cookie cookie)
    {
        ArgumentNullException.ThrowIfNull(cookie);
        return new CookieData(cookie.Name, cookie.Value, cookie.Domain, cookie.Path)
        {
            Expires = CookieExpiry.FromDateTime(cookie.Expires),
            IsHttpOnly = cookie.HttpOnly,
            IsSecure = cookie.Secure,
        };
    }

    /// <exception cref="CookieException">System.Net allows less in a name than browsers do.</exception>
    internal static Cookie Make(CookieData cookie) => new(cookie.Name, cookie.Value, cookie.Path, cookie.Domain)
    {
        Expires = CookieExpiry.ToDateTime(cookie.Expires),
        HttpOnly = cookie.IsHttpOnly,
        Secure = cookie.IsSecure,
    };
}
