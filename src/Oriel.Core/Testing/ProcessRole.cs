using System;
using Microsoft.Web.WebView2.Core;

namespace Oriel.Testing;

/// <summary>What a process of the browser does, for those that belong to no view in particular. Renderers are named by their view.</summary>
/// <remarks>Thread: any.</remarks>
public sealed record ProcessRole
{
    private ProcessRole(CoreWebView2ProcessKind kind, string description = "")
    {
        Kind = kind;
        Description = description;
    }

    /// <summary>The browser process. Its end takes all others along.</summary>
    public static ProcessRole Browser { get; } = new(CoreWebView2ProcessKind.Browser);

    /// <summary>The GPU process. The browser starts it again, and gives up when it ends for the sixth time.</summary>
    public static ProcessRole Gpu { get; } = new(CoreWebView2ProcessKind.Gpu);

    /// <summary>The network service, which loads what pages ask for.</summary>
    public static ProcessRole NetworkService { get; } = Utility("Network Service");

    /// <summary>The storage service.</summary>
    public static ProcessRole StorageService { get; } = Utility("Storage Service");

    /// <summary>A helper of the sandbox: of the zygotes, which renderers are forked from, the first.</summary>
    public static ProcessRole SandboxHelper { get; } = new(CoreWebView2ProcessKind.SandboxHelper);

    /// <summary>The kind of the process.</summary>
    public CoreWebView2ProcessKind Kind { get; }

    /// <summary>What a utility process is called, as in <see cref="CoreWebView2ProcessFailedEventArgs.ProcessDescription"/>; otherwise empty.</summary>
    public string Description { get; }

    /// <summary>A utility process.</summary>
    /// <param name="description">What it is called, such as <c>Audio Service</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="description"/> is empty.</exception>
    public static ProcessRole Utility(string description)
    {
        ArgumentException.ThrowIfNullOrEmpty(description);
        return new ProcessRole(CoreWebView2ProcessKind.Utility, description);
    }

    /// <summary>Its name, for messages.</summary>
    public override string ToString() => Description.Length > 0 ? Description : Kind.ToString();
}
