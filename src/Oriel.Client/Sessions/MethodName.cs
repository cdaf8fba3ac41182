using System;
using System.Text;
using Oriel.Protocol.Cdp;

namespace Oriel.Client.Sessions;

/// <summary>The name of a command as text, for errors and logs.</summary>
internal static class MethodName
{
    /// <summary>Whether the browser process answers the command, though it is sent to a page: its answer comes whatever becomes of the renderer.</summary>
    internal static bool IsBrowsers(ReadOnlySpan<byte> method) =>
        method.StartsWith("Network."u8) || method.StartsWith("Storage."u8) || method.StartsWith("Target."u8) || method.StartsWith("Browser."u8) || method.StartsWith("Fetch."u8)
        || method.StartsWith("Tracing."u8) || method.StartsWith("Security."u8) || method.StartsWith("Page.navigate"u8) || method.SequenceEqual("Page.reload"u8)
        || method.SequenceEqual("Page.getNavigationHistory"u8) || method.SequenceEqual("Page.handleJavaScriptDialog"u8);

    internal static string Of<TCommand>()
        where TCommand : struct, ICdpCommand => Encoding.UTF8.GetString(TCommand.Method);
}
