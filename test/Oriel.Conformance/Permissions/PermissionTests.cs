using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;

namespace Oriel.Conformance.Permissions;

/// <summary>Tests of what pages ask for. What is saved is the profile's, which they share, so each uses an origin of its own.</summary>
public abstract class PermissionTests(MediaBrowserFixture browser) : ViewTests<MediaBrowserFixture>(browser)
{
    private protected const string Camera = "navigator.mediaDevices.getUserMedia({ video: true }).then(s => 'ok ' + s.getTracks().length, e => e.name + ': ' + e.message)";

    private protected const string Microphone = "navigator.mediaDevices.getUserMedia({ audio: true }).then(s => 'ok ' + s.getTracks().length, e => e.name + ': ' + e.message)";

    private protected const string Position =
        "new Promise(done => navigator.geolocation.getCurrentPosition(p => done('ok ' + p.coords.latitude), e => done('err ' + e.code + ' ' + (e instanceof GeolocationPositionError))))";

    private protected const string Notify = "Notification.requestPermission()";

    /// <summary>Shows a page of an origin, in a place on earth and with the focus.</summary>
    /// <returns>The origin.</returns>
    private protected async Task<string> ShowAsync(TestView view, string name, string html = "asks")
    {
        await view.Web.CallDevToolsProtocolMethodAsync("Emulation.setGeolocationOverride", """{"latitude":1.5,"longitude":2,"accuracy":3}""");
        await view.Web.CallDevToolsProtocolMethodAsync("Emulation.setFocusEmulationEnabled", """{"enabled":true}""");
        await view.NavigateAsync(Site.Html($"/permissions/{name}", html, $"{name}.localhost"));
        return OriginOf(name);
    }

    private protected string OriginOf(string name) => Site.Url("", $"{name}.localhost");

    /// <summary>Runs script in the page, and waits for what it promises.</summary>
    private protected static async Task<string> AskAsync(TestView view, string expression, bool byUser = false)
    {
        string parameters = $$"""{"expression":{{Quote(expression)}},"awaitPromise":true,"returnByValue":true,"userGesture":{{(byUser ? "true" : "false")}}}""";
        using JsonDocument answer = JsonDocument.Parse(await view.Web.CallDevToolsProtocolMethodAsync("Runtime.evaluate", parameters));
        return answer.RootElement.TryGetProperty("exceptionDetails", out JsonElement thrown)
            ? "thrown " + thrown.GetProperty("exception").GetProperty("description").GetString()!.Split('\n')[0]
            : answer.RootElement.GetProperty("result").GetProperty("value").ToString();
    }

    /// <summary>As a JSON string, which is one of script, too.</summary>
    private protected static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    /// <summary>Answers every request alike.</summary>
    /// <returns>What was asked for.</returns>
    private protected static List<string> Answer(TestView view, CoreWebView2PermissionState state, bool saves = true)
    {
        List<string> seen = [];
        view.Web.PermissionRequested += (_, args) =>
        {
            seen.Add($"{args.PermissionKind} {args.Uri}");
            args.State = state;
            args.SavesInProfile = saves;
        };
        return seen;
    }

    /// <summary>The next request, held open.</summary>
    private protected static Task<(CoreWebView2PermissionRequestedEventArgs Args, CoreWebView2Deferral Deferral)> HoldNextAsync(TestView view)
    {
        TaskCompletionSource<(CoreWebView2PermissionRequestedEventArgs, CoreWebView2Deferral)> held = new();
        void OnRequested(object? sender, CoreWebView2PermissionRequestedEventArgs args)
        {
            view.Web.PermissionRequested -= OnRequested;
            held.SetResult((args, args.GetDeferral()));
        }

        view.Web.PermissionRequested += OnRequested;
        return held.Task;
    }

    /// <summary>What the page thinks of a permission.</summary>
    private protected static Task<string> QueryAsync(TestView view, string name) => AskAsync(view, $"navigator.permissions.query({{ name: '{name}' }}).then(status => status.state)");

    /// <summary>What is saved for an origin.</summary>
    private protected static async Task<string[]> SavedAsync(TestView view, string origin)
    {
        List<string> found = [];
        foreach (CoreWebView2PermissionSetting setting in await view.Web.Profile.GetNonDefaultPermissionSettingsAsync())
        {
            if (setting.PermissionOrigin == origin)
            {
                found.Add($"{setting.PermissionKind} {setting.PermissionState}");
            }
        }

        return [.. found];
    }
}
