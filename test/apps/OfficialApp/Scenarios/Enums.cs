using Microsoft.Web.WebView2.Core;

namespace OfficialApp.Scenarios;

/// <summary>The compiler has put the official values into this app; the names come from the assembly that is there now.</summary>
internal static class Enums
{
    public static void Run()
    {
        Program.Say("channels", CoreWebView2ReleaseChannels.Stable | CoreWebView2ReleaseChannels.Canary);
        Program.Say("status", CoreWebView2WebErrorStatus.OperationCanceled);
        Program.Say("kind", CoreWebView2ProcessFailedKind.GpuProcessExited);
    }
}
