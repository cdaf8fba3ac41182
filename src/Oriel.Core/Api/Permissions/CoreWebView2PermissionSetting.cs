using Oriel.Core.Dispatching;

namespace Microsoft.Web.WebView2.Core;

/// <summary>What is saved in a profile of one permission of one origin. It does not change when that does.</summary>
/// <remarks>Thread: that of the view whose profile was asked.</remarks>
public class CoreWebView2PermissionSetting
{
    private readonly OwnThread _thread = OwnThread.Current;
    private readonly CoreWebView2PermissionKind _kind;
    private readonly string _origin;
    private readonly CoreWebView2PermissionState _state;

    internal CoreWebView2PermissionSetting(CoreWebView2PermissionKind kind, string origin, CoreWebView2PermissionState state)
    {
        _kind = kind;
        _origin = origin;
        _state = state;
    }

    /// <summary>What it is about.</summary>
    public CoreWebView2PermissionKind PermissionKind => Use(_kind);

    /// <summary>Scheme, host and port, as in <c>https://www.example.com</c>; the port only if it is not the scheme's own.</summary>
    public string PermissionOrigin => Use(_origin);

    /// <summary>Allow or Deny.</summary>
    public CoreWebView2PermissionState PermissionState => Use(_state);

    private T Use<T>(T value, [System.Runtime.CompilerServices.CallerMemberName] string member = "")
    {
        _thread.Check(nameof(CoreWebView2PermissionSetting), member);
        return value;
    }
}
