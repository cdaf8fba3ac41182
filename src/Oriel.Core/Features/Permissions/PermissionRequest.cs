using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Errors;
using Oriel.Core.Dispatching;

namespace Oriel.Core.Features.Permissions;

/// <summary>One request of a page, and the answer the app has given so far.</summary>
internal sealed class PermissionRequest(CoreWebView2PermissionKind kind, string uri, bool isUserInitiated)
    : DeferrableEvent(nameof(CoreWebView2PermissionRequestedEventArgs))
{
    private readonly TaskCompletionSource _decided = new();
    private CoreWebView2PermissionState _state;

    internal CoreWebView2PermissionKind Kind { get; } = kind;

    internal string Uri { get; } = uri;

    internal bool IsUserInitiated { get; } = isUserInitiated;

    internal CoreWebView2PermissionState State
    {
        get => _state;
        set
        {
            if (value is not (CoreWebView2PermissionState.Default or CoreWebView2PermissionState.Allow or CoreWebView2PermissionState.Deny))
            {
                throw OfficialErrors.InvalidArgument($"{value} is no CoreWebView2PermissionState. Set Default, Allow or Deny.", nameof(value));
            }

            _state = value;
        }
    }

    internal bool IsHandled { get; set; }

    internal bool SavesInProfile { get; set; } = true;

    /// <summary>Complete when the event is.</summary>
    internal Task Decided => _decided.Task;

    internal PermissionRequest Enter([CallerMemberName] string member = "")
    {
        Check(member);
        return this;
    }

    internal void OnDecided() => _decided.SetResult();
}
