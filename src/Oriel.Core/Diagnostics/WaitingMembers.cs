using System;
using System.Collections.Generic;

namespace Oriel.Core.Diagnostics;

/// <summary>Says of callbacks that wait for a thread which members of the API wait with them. What stands for no one member keeps the protocol's name.</summary>
internal static class WaitingMembers
{
    private static readonly Dictionary<string, string> s_members = new(StringComparer.Ordinal)
    {
        ["event Runtime.bindingCalled"] = "CoreWebView2.WebMessageReceived",
        ["event Page.javascriptDialogOpening"] = "CoreWebView2.ScriptDialogOpening",
        ["event Page.windowOpen"] = "CoreWebView2.NewWindowRequested",
        ["event Fetch.requestPaused"] = "CoreWebView2.NavigationStarting or WebResourceRequested",
        ["event Page.frameNavigated"] = "CoreWebView2.ContentLoading and SourceChanged",
        ["event Page.domContentEventFired"] = "CoreWebView2.DOMContentLoaded",
        ["event Page.loadEventFired"] = "CoreWebView2.NavigationCompleted",
        ["event Page.frameStoppedLoading"] = "CoreWebView2.NavigationCompleted",
        ["event Inspector.targetCrashed"] = "CoreWebView2.ProcessFailed",
        ["completion of a BrowserLink"] = "CoreWebView2Environment.CreateCoreWebView2ControllerAsync",
        ["completion of a EnvironmentSettings"] = "CoreWebView2Environment.CreateAsync",
        ["answer to Broker.createView"] = "CoreWebView2Environment.CreateCoreWebView2ControllerAsync",
        ["answer to Page.captureScreenshot"] = "CoreWebView2.CapturePreviewAsync",
        ["answer to Page.addScriptToEvaluateOnNewDocument"] = "CoreWebView2.AddScriptToExecuteOnDocumentCreatedAsync",
        ["answer to Network.getAllCookies"] = "CoreWebView2CookieManager.GetCookiesAsync",
    };

    /// <param name="callback">As the callback names itself.</param>
    /// <param name="count">How many of them wait.</param>
    internal static string Describe(string callback, int count)
    {
        string name = s_members.TryGetValue(callback, out string? member) ? $"{member} [{callback}]" : callback;
        return count == 1 ? name : $"{name} ({count} times)";
    }
}
