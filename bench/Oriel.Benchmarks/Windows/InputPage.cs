using System;
using System.Drawing;
using System.Globalization;

namespace Oriel.Benchmarks.Windows;

/// <summary>The page that the windows show: green, with a blue corner on its right below, that says when a button or a key was pressed.</summary>
internal static class InputPage
{
    public static readonly Color Green = Color.FromArgb(0, 160, 0);
    public static readonly Color Blue = Color.FromArgb(0, 0, 255);

    /// <summary>Where in a window's lower right corner is blue.</summary>
    public const int Inset = 6;

    public const string Html = """
        <!doctype html><title>Input</title>
        <style>html { background: rgb(0, 160, 0) } i { position: fixed; right: 0; bottom: 0; width: 20px; height: 20px; background: rgb(0, 0, 255) }</style><i></i>
        <script>
            const tell = () => { const time = performance.timeOrigin + performance.now(); (globalThis.toHost ?? (text => chrome.webview.postMessage(text)))(String(time)) }
            addEventListener('mousedown', tell)
            addEventListener('keydown', tell)
        </script>
        """;

    /// <returns>The milliseconds from a moment to the one that the page has told.</returns>
    public static double Since(DateTimeOffset moment, string told) =>
        double.Parse(told, CultureInfo.InvariantCulture) - (moment - DateTimeOffset.UnixEpoch).TotalMilliseconds;
}
