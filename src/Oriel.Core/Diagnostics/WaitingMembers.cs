using System;
using System.Collections.Generic;

namespace Oriel.Core.Diagnostics;

/// <summary>Says of callbacks that wait for a thread which members of the API wait with them. What stands for no one member keeps the protocol's name.</summary>
internal static class WaitingMembers
{
    private static readonly Dictionary<string, string> s_members = new(StringComparer.Ordinal)
    {
        ["event Page.javascriptDialogOpening"] = "CoreWebView2.ScriptDialogOpening",
        ["event Page.windowOpen"] = "CoreWebView2.NewWindowRequested",
        ["event Target.attachedToTarget"] = "CoreWebView2.NewWindowRequested, or a frame or worker of the page",
        ["event Fetch.requestPaused"] = "CoreWebView2.NavigationStarting or WebResourceRequested",
        ["event Page.frameStartedNavigating"] = "CoreWebView2.NavigationStarting or FrameNavigationStarting",
        ["event Page.frameNavigated"] = "CoreWebView2.ContentLoading and SourceChanged",
        ["event Page.navigatedWithinDocument"] = "CoreWebView2.SourceChanged and HistoryChanged",
        ["event Page.domContentEventFired"] = "CoreWebView2.DOMContentLoaded",
        ["event Page.loadEventFired"] = "CoreWebView2.NavigationCompleted",
        ["event Page.lifecycleEvent"] = "CoreWebView2.FrameNavigationCompleted",
        ["event Page.frameStoppedLoading"] = "CoreWebView2.NavigationCompleted",
        ["event Network.loadingFailed"] = "CoreWebView2.NavigationCompleted",
        ["event Network.responseReceived"] = "CoreWebView2.NavigationCompleted or WebResourceResponseReceived",
        ["event Network.loadingFinished"] = "CoreWebView2WebResourceResponseView.GetContentAsync",
        ["event Broker.rendererExited"] = "CoreWebView2.ProcessFailed",
        ["event Broker.viewClosed"] = "CoreWebView2.ProcessFailed",
        ["event Broker.processExited"] = "CoreWebView2.ProcessFailed",
        ["event Broker.exitRequested"] = "ViewRecovery.BrowserExitRequested",
        ["event Broker.acceleratorKey"] = "CoreWebView2Controller.AcceleratorKeyPressed",
        ["event Broker.browserExited"] = "CoreWebView2Environment.BrowserProcessExited",
        ["completion of a BrowserLink"] = "CoreWebView2Environment.CreateCoreWebView2ControllerAsync",
        ["completion of a EnvironmentSettings"] = "CoreWebView2Environment.CreateAsync",
        ["completion of a ReadOnlyMemory`1"] = "CoreWebView2.WebResourceRequested or CoreWebView2WebResourceResponseView.GetContentAsync",
        ["answer to Broker.hello"] = "CoreWebView2Environment.CreateCoreWebView2ControllerAsync",
        ["answer to Broker.createView"] = "CoreWebView2Environment.CreateCoreWebView2ControllerAsync",
        ["answer to Broker.getPermission"] = "CoreWebView2.PermissionRequested",
        ["answer to Broker.getPermissions"] = "CoreWebView2Profile.GetNonDefaultPermissionSettingsAsync",
        ["answer to Broker.setPermission"] = "CoreWebView2Profile.SetPermissionStateAsync",
        ["answer to Broker.getProcesses"] = "CoreWebView2Environment.GetProcessExtendedInfosAsync or ProcessMap.GetAsync",
        ["answer to Page.captureScreenshot"] = "CoreWebView2.CapturePreviewAsync",
        ["answer to Page.addScriptToEvaluateOnNewDocument"] = "CoreWebView2.AddScriptToExecuteOnDocumentCreatedAsync",
        ["answer to Page.getNavigationHistory"] = "CoreWebView2.HistoryChanged",
        ["answer to Network.getAllCookies"] = "CoreWebView2CookieManager.GetCookiesAsync",
        ["answer to Network.getResponseBody"] = "CoreWebView2WebResourceResponseView.GetContentAsync",
        ["answer to Runtime.terminateExecution"] = "RendererControl.EndScriptAsync",
    };

    /// <summary>The callbacks that are named.</summary>
    internal static IEnumerable<string> Callbacks => s_members.Keys;

    /// <param name="callback">As the callback names itself.</param>
    /// <param name="count">How many of them wait.</param>
    internal static string Describe(string callback, int count)
    {
        string name = s_members.TryGetValue(callback, out string? member) ? $"{member} [{callback}]" : callback;
        return count == 1 ? name : $"{name} ({count} times)";
    }
}
