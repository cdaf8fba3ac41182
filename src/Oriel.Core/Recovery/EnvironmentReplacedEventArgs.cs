using System;
using Microsoft.Web.WebView2.Core;

namespace Oriel.Recovery;

/// <summary>Another environment has taken the place of one.</summary>
public sealed class EnvironmentReplacedEventArgs : EventArgs
{
    internal EnvironmentReplacedEventArgs(BrowserExitPurpose purpose, CoreWebView2Environment environment)
    {
        Purpose = purpose;
        Environment = environment;
    }

    /// <summary>What for.</summary>
    public BrowserExitPurpose Purpose { get; }

    /// <summary>The new one. Views that are created from now on are to be created from it.</summary>
    public CoreWebView2Environment Environment { get; }
}
