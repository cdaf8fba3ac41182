using Microsoft.Web.WebView2.Core;
using Oriel.Client.Errors;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Cookies;

/// <summary>
/// What a cookie of the API holds. It is a copy: nothing reaches the browser before AddOrUpdateCookie. What the browser said of a cookie beyond the API's
/// properties is kept and sent along, so that an update changes nothing else.
/// </summary>
internal sealed class CookieData
{
    private readonly Network.Cookie? _origin;
    private readonly string _name;
    private string _value;
    private string? _sameSite;

    internal CookieData(string name, string value, string? domain, string? path)
    {
        CookieRules.VerifyName(name, nameof(name));
        CookieRules.VerifyValue(name, value, nameof(value));
        _name = name;
        _value = value;
        Domain = domain ?? "";
        Path = string.IsNullOrEmpty(path) ? "/" : path;
        _sameSite = Network.CookieSameSite.Lax;
    }

    internal CookieData(Network.Cookie origin)
    {
        _origin = origin;
        _name = origin.Name;
        _value = origin.Value;
        _sameSite = origin.SameSite;
        Domain = origin.Domain;
        Path = origin.Path;
        Expires = origin.Session ? null : origin.Expires;
        IsHttpOnly = origin.HttpOnly;
        IsSecure = origin.Secure;
    }

    private CookieData(CookieData other)
    {
        _origin = other._origin;
        _name = other._name;
        _value = other._value;
        _sameSite = other._sameSite;
        Domain = other.Domain;
        Path = other.Path;
        Expires = other.Expires;
        IsHttpOnly = other.IsHttpOnly;
        IsSecure = other.IsSecure;
    }

    internal string Name => _name;

    internal string Domain { get; }

    internal string Path { get; }

    /// <summary>Seconds since 1970; null for a session cookie.</summary>
    internal double? Expires { get; set; }

    internal bool IsHttpOnly { get; set; }

    internal bool IsSecure { get; set; }

    internal string Value
    {
        get => _value;
        set
        {
            CookieRules.VerifyValue(Name, value, nameof(value));
            _value = value;
        }
    }

    /// <summary>A cookie that came without SameSite is treated as Lax by the browser, and stays without until it is set here.</summary>
    internal CoreWebView2CookieSameSiteKind SameSite
    {
        get => _sameSite switch
        {
            Network.CookieSameSite.None => CoreWebView2CookieSameSiteKind.None,
            Network.CookieSameSite.Strict => CoreWebView2CookieSameSiteKind.Strict,
            _ => CoreWebView2CookieSameSiteKind.Lax,
        };
        set => _sameSite = value switch
        {
            CoreWebView2CookieSameSiteKind.None => Network.CookieSameSite.None,
            CoreWebView2CookieSameSiteKind.Lax => Network.CookieSameSite.Lax,
            CoreWebView2CookieSameSiteKind.Strict => Network.CookieSameSite.Strict,
            _ => throw OfficialErrors.InvalidArgument($"{(int)value} is no SameSite kind. Use None, Lax or Strict.", nameof(value)),
        };
    }

    internal CookieData Copy() => new(this);

    internal Network.SetCookieCommand ToCommand()
    {
        Network.SetCookieCommand command = new(
            Name,
            Value,
            Domain: Domain,
            Path: Path,
            Secure: IsSecure,
            HttpOnly: IsHttpOnly,
            SameSite: _sameSite,
            Expires: Expires,
            Priority: _origin?.Priority,
            PartitionKey: _origin?.PartitionKey);

        // The browser refuses a secure cookie said to come from an insecure place, which one of the loopback interface does.
        return _origin is null || IsSecure ? command : command with { SourceScheme = _origin.SourceScheme, SourcePort = _origin.SourcePort };
    }
}
