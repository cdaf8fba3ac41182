using System;
using Microsoft.Web.WebView2.Core;

namespace Oriel.Recovery;

/// <summary>A view has a new controller.</summary>
public sealed class ControllerReplacedEventArgs : EventArgs
{
    internal ControllerReplacedEventArgs(RecoveryCause cause, CoreWebView2Controller controller, CoreWebView2Environment environment)
    {
        Cause = cause;
        Controller = controller;
        Environment = environment;
    }

    /// <summary>Why.</summary>
    public RecoveryCause Cause { get; }

    /// <summary>The new one. Its page is navigated to when the handlers have returned.</summary>
    public CoreWebView2Controller Controller { get; }

    /// <summary>What it was created from; another one than before if the browser was restarted with other options or as another version.</summary>
    public CoreWebView2Environment Environment { get; }
}
