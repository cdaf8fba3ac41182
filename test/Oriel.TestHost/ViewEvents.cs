using System;
using System.Linq;
using System.Text.Json.Nodes;
using Microsoft.Web.WebView2.Core;

namespace Oriel.TestHost;

/// <summary>A view's events, told to the test when it asked for them.</summary>
internal static class ViewEvents
{
    public static void Listen(CoreWebView2 view, string name, string what, Wire wire)
    {
        void Tell(JsonObject args) => wire.Event(what, name, args);
        switch (what)
        {
            case nameof(CoreWebView2.NavigationStarting):
                view.NavigationStarting += (_, e) => Tell(new JsonObject { ["id"] = e.NavigationId, ["uri"] = e.Uri, ["redirected"] = e.IsRedirected });
                break;
            case nameof(CoreWebView2.SourceChanged):
                view.SourceChanged += (_, e) => Tell(new JsonObject { ["source"] = view.Source, ["newDocument"] = e.IsNewDocument });
                break;
            case nameof(CoreWebView2.ContentLoading):
                view.ContentLoading += (_, e) => Tell(new JsonObject { ["id"] = e.NavigationId, ["errorPage"] = e.IsErrorPage });
                break;
            case nameof(CoreWebView2.HistoryChanged):
                view.HistoryChanged += (_, _) => Tell(new JsonObject { ["back"] = view.CanGoBack, ["forward"] = view.CanGoForward });
                break;
            case nameof(CoreWebView2.DOMContentLoaded):
                view.DOMContentLoaded += (_, e) => Tell(new JsonObject { ["id"] = e.NavigationId });
                break;
            case nameof(CoreWebView2.NavigationCompleted):
                view.NavigationCompleted += (_, e) => Tell(Describe(e));
                break;
            case nameof(CoreWebView2.DocumentTitleChanged):
                view.DocumentTitleChanged += (_, _) => Tell(new JsonObject { ["title"] = view.DocumentTitle });
                break;
            case nameof(CoreWebView2.WebMessageReceived):
                view.WebMessageReceived += (_, e) => Tell(new JsonObject { ["source"] = e.Source, ["message"] = JsonNode.Parse(e.WebMessageAsJson) });
                break;
            case nameof(CoreWebView2.ProcessFailed):
                view.ProcessFailed += (_, e) => Tell(Describe(e));
                break;
            default:
                throw new ArgumentException($"The test host cannot listen for '{what}' of a view yet.", nameof(what));
        }
    }

    public static JsonObject Describe(CoreWebView2NavigationCompletedEventArgs e) => new()
    {
        ["id"] = e.NavigationId,
        ["success"] = e.IsSuccess,
        ["error"] = e.WebErrorStatus.ToString(),
        ["status"] = e.HttpStatusCode,
    };

    private static JsonObject Describe(CoreWebView2ProcessFailedEventArgs e) => new()
    {
        ["kind"] = e.ProcessFailedKind.ToString(),
        ["reason"] = e.Reason.ToString(),
        ["exitCode"] = e.ExitCode,
        ["description"] = e.ProcessDescription,
        ["module"] = e.FailureSourceModulePath,
        ["frames"] = new JsonArray([.. e.FrameInfosForFailedProcess.Select(static frame => new JsonObject { ["name"] = frame.Name, ["source"] = frame.Source })]),
        ["report"] = e.CrashReport is not { } report ? null : new JsonObject
        {
            ["id"] = report.CrashReportId,
            ["code"] = report.ExceptionCode,
            ["module"] = report.FaultingModuleName,
            ["offset"] = report.FaultOffset,
            ["time"] = report.ReportTime,
        },
        ["thread"] = Environment.CurrentManagedThreadId,
    };
}
