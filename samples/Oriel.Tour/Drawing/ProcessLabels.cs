using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Web.WebView2.Core;
using Oriel.Diagnostics;

namespace Oriel.Tour.Drawing;

/// <summary>What processes and documents are called where people read.</summary>
internal static class ProcessLabels
{
    /// <summary>What shows pages first, then what helps it.</summary>
    internal static IEnumerable<BrowserProcess> InOrder(ProcessMap map) => map.Processes
        .Where(static process => process.Kind != CoreWebView2ProcessKind.Browser)
        .OrderBy(Rank)
        .ThenBy(static process => process.ProcessId);

    internal static string Of(BrowserProcess process, ProcessMap map) => process switch
    {
        { Kind: CoreWebView2ProcessKind.Gpu } => "GPU",
        { Kind: CoreWebView2ProcessKind.Renderer, Frames.Count: 0 } when map.AreFramesKnown => "Spare renderer",
        { Kind: CoreWebView2ProcessKind.SandboxHelper } => "Sandbox helper",
        { Kind: CoreWebView2ProcessKind.Utility, Description.Length: > 0 } => process.Description,
        _ => process.Kind.ToString(),
    };

    /// <summary>The host name of a URI that has one, otherwise the URI as it is.</summary>
    internal static string Site(string uri) => Uri.TryCreate(uri, UriKind.Absolute, out Uri? parsed) && parsed.Host.Length > 0 ? parsed.Host : uri;

    private static int Rank(BrowserProcess process) => process switch
    {
        { Frames.Count: > 0 } => 0,
        { Kind: CoreWebView2ProcessKind.Renderer } => 1,
        { Kind: CoreWebView2ProcessKind.Gpu } => 2,
        { Kind: CoreWebView2ProcessKind.SandboxHelper } => 4,
        _ => 3,
    };
}
