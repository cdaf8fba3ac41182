using System;
using System.Buffers;
using System.Linq;
using System.Text;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Errors;

namespace Oriel.Core.Features.Cookies;

/// <summary>
/// What can be known of a cookie before the browser is asked. The browser tells of most that it refuses only that the fields are invalid, of SameSite=None
/// without Secure not even that.
/// </summary>
internal static class CookieRules
{
    /// <summary>Of name and value together, in bytes of UTF-8.</summary>
    internal const int MostBytes = 4096;

    /// <summary>Of an attribute such as the path, in bytes of UTF-8.</summary>
    internal const int MostAttributeBytes = 1024;

    private static readonly SearchValues<char> s_forbidden =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (char)code), '\x7f', ';']);

    /// <exception cref="ArgumentNullException">It is null.</exception>
    /// <exception cref="ArgumentException">No cookie can have this name.</exception>
    internal static void VerifyName(string name, string parameter)
    {
        VerifyNameIsGiven(name, parameter);
        if (Forbidden(name) is { } found)
        {
            throw Refuse($"The cookie name '{Excerpt.Of(name)}' contains {found}, which ends a name. Leave it out.", parameter);
        }

        if (name.Contains('=', StringComparison.Ordinal))
        {
            throw Refuse($"The cookie name '{Excerpt.Of(name)}' contains '=', which ends a name. Leave it out.", parameter);
        }

        if (char.IsWhiteSpace(name[0]) || char.IsWhiteSpace(name[^1]))
        {
            throw Refuse($"The cookie name '{Excerpt.Of(name)}' begins or ends with white space. Trim it.", parameter);
        }
    }

    internal static void VerifyNameIsGiven(string name, string parameter)
    {
        ArgumentNullException.ThrowIfNull(name, parameter);
        if (name.Length == 0)
        {
            throw Refuse("The name of the cookie is empty. Give its name.", parameter);
        }
    }

    /// <exception cref="ArgumentNullException">It is null.</exception>
    /// <exception cref="ArgumentException">No cookie can have this value. The value is not shown: it may be a secret.</exception>
    internal static void VerifyValue(string name, string value, string parameter)
    {
        ArgumentNullException.ThrowIfNull(value, parameter);
        if (Forbidden(value) is { } found)
        {
            throw Refuse($"The value of cookie '{Excerpt.Of(name)}' contains {found}, which no cookie value can hold. Encode the value, for example with Uri.EscapeDataString.", parameter);
        }

        if (value.Length > 0 && (value[0] == ' ' || value[^1] == ' '))
        {
            throw Refuse($"The value of cookie '{Excerpt.Of(name)}' begins or ends with a space, which the browser would not keep. Trim or encode the value.", parameter);
        }
    }

    /// <exception cref="ArgumentException">The browser would refuse it.</exception>
    internal static void Verify(CookieData cookie, string parameter)
    {
        VerifyName(cookie.Name, parameter);
        VerifyValue(cookie.Name, cookie.Value, parameter);
        string shown = Excerpt.Of(cookie.Name);
        if (cookie.Domain.Length == 0)
        {
            throw Refuse($"The cookie '{shown}' has no domain. Create it with the host it is for, such as example.org.", parameter);
        }

        if (!CookieDomain.IsHost(cookie.Domain))
        {
            throw Refuse(
                $"The domain '{Excerpt.Of(cookie.Domain)}' of cookie '{shown}' is no host name. Give the host alone, such as example.org, or .example.org for its subdomains too.", parameter);
        }

        if (cookie.Path[0] != '/' || Forbidden(cookie.Path) is not null)
        {
            throw Refuse($"The path '{Excerpt.Of(cookie.Path)}' of cookie '{shown}' is no path. Give one that begins with '/' and has no ';' or control character in it.", parameter);
        }

        if (Encoding.UTF8.GetByteCount(cookie.Path) is > MostAttributeBytes and int pathBytes)
        {
            throw Refuse($"The path of cookie '{shown}' is {pathBytes} bytes long; a browser takes at most {MostAttributeBytes}.", parameter);
        }

        if (Encoding.UTF8.GetByteCount(cookie.Name) + Encoding.UTF8.GetByteCount(cookie.Value) is > MostBytes and int bytes)
        {
            throw Refuse($"The name and value of cookie '{shown}' are {bytes} bytes long; a browser takes at most {MostBytes}. Keep the data elsewhere and a key to it in the cookie.", parameter);
        }

        if (cookie is { SameSite: CoreWebView2CookieSameSiteKind.None, IsSecure: false })
        {
            throw Refuse($"The cookie '{shown}' is SameSite=None and not secure, which browsers refuse. Set IsSecure, or SameSite to Lax.", parameter);
        }

        VerifyPrefix(cookie, shown, parameter);
    }

    /// <summary>Names with these prefixes promise something of the cookie. The browser compares them without regard to case.</summary>
    private static void VerifyPrefix(CookieData cookie, string shown, string parameter)
    {
        bool isHost = cookie.Name.StartsWith("__Host-", StringComparison.OrdinalIgnoreCase);
        if (!cookie.IsSecure && (isHost || cookie.Name.StartsWith("__Secure-", StringComparison.OrdinalIgnoreCase)))
        {
            throw Refuse($"The name of cookie '{shown}' promises a secure one, and it is not. Set IsSecure.", parameter);
        }

        if (isHost && (cookie.Domain[0] == '.' || cookie.Path != "/"))
        {
            throw Refuse(
                $"The name of cookie '{shown}' promises that it is for all of one host, and its domain is '{Excerpt.Of(cookie.Domain)}' and its path '{Excerpt.Of(cookie.Path)}'. "
                + "Give a domain without a dot in front, and the path '/'.", parameter);
        }
    }

    private static string? Forbidden(string text) => text.AsSpan().IndexOfAny(s_forbidden) switch
    {
        < 0 => null,
        int at when text[at] == ';' => "';'",
        int at => $"the control character U+{(int)text[at]:X4}",
    };

    private static ArgumentException Refuse(string message, string parameter) => OfficialErrors.InvalidArgument(message, parameter);
}
