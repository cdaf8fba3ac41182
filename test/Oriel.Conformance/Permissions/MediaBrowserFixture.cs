using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;

namespace Oriel.Conformance.Permissions;

/// <summary>A browser that believes in a camera and a microphone.</summary>
public sealed class MediaBrowserFixture : BrowserFixture
{
    private protected override CoreWebView2EnvironmentOptions Options => new() { AdditionalBrowserArguments = "--use-fake-device-for-media-stream" };
}
