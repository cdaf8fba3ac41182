using System;
using System.Diagnostics;
using System.Drawing;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Recovery;

namespace Oriel.Tour.Views;

/// <summary>A view without a window: what this program does with the official API, in one place.</summary>
internal sealed class PageView
{
    /// <summary>HWND_MESSAGE: no visible window.</summary>
    private static readonly IntPtr s_noWindow = new(-3);

    private readonly CoreWebView2Controller _first;
    private ViewRecovery? _recovery;

    private PageView(CoreWebView2Controller controller) => _first = controller;

    /// <summary>Those of the present controller: a view that is recovered gets another.</summary>
    internal CoreWebView2 Web => Controller.CoreWebView2;

    private CoreWebView2Controller Controller => _recovery?.Controller ?? _first;

    internal static async Task<PageView> CreateAsync(CoreWebView2Environment environment, bool isInPrivate, Size size)
    {
        CoreWebView2ControllerOptions options = environment.CreateCoreWebView2ControllerOptions();
        options.IsInPrivateModeEnabled = isInPrivate;
        CoreWebView2Controller controller = await environment.CreateCoreWebView2ControllerAsync(s_noWindow, options);
        controller.Bounds = new Rectangle(Point.Empty, size);
        return new PageView(controller);
    }

    /// <exception cref="ArgumentException">It is no absolute URL.</exception>
    internal async Task<PageOutcome> NavigateAsync(string url, CancellationToken cancellation)
    {
        TaskCompletionSource<CoreWebView2NavigationCompletedEventArgs> completed = new();
        void OnCompleted(object? sender, CoreWebView2NavigationCompletedEventArgs e) => completed.TrySetResult(e);
        long start = Stopwatch.GetTimestamp();
        Web.NavigationCompleted += OnCompleted;
        try
        {
            Web.Navigate(url);
            CoreWebView2NavigationCompletedEventArgs end = await completed.Task.WaitAsync(cancellation);
            return new PageOutcome(end.IsSuccess, end.HttpStatusCode, end.WebErrorStatus, (int)Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        finally
        {
            Web.NavigationCompleted -= OnCompleted;
        }
    }

    /// <summary>Says something to the page and waits for what it says next, one time after the other.</summary>
    /// <returns>How long all of it took.</returns>
    internal async Task<TimeSpan> ExchangeAsync(int count)
    {
        TaskCompletionSource done = new();
        int left = count;
        void OnMessage(object? sender, CoreWebView2WebMessageReceivedEventArgs e)
        {
            if (--left == 0)
            {
                done.TrySetResult();
            }
            else
            {
                Web.PostWebMessageAsJson("""{"kind":"echo"}""");
            }
        }

        long start = Stopwatch.GetTimestamp();
        Web.WebMessageReceived += OnMessage;
        try
        {
            Web.PostWebMessageAsJson("""{"kind":"echo"}""");
            await done.Task;
            return Stopwatch.GetElapsedTime(start);
        }
        finally
        {
            Web.WebMessageReceived -= OnMessage;
        }
    }

    /// <summary>Writes a picture of the page as PNG.</summary>
    internal async Task<long> CaptureAsync(string path)
    {
        using MemoryStream picture = new();
        await Web.CapturePreviewAsync(CoreWebView2CapturePreviewImageFormat.Png, picture);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        await File.WriteAllBytesAsync(path, picture.ToArray());
        return picture.Length;
    }

    /// <summary>From now on the view comes back from what happens to its processes.</summary>
    internal ViewRecovery Recover() => _recovery = ViewRecovery.Attach(_first);

    internal void Close() => Controller.Close();
}
