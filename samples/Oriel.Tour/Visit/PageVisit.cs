using System;
using System.Diagnostics;
using System.Drawing;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Tour.Drawing;
using Oriel.Tour.Views;

namespace Oriel.Tour.Visit;

/// <summary>Opens one page in a browser of its own and reports on it. Browser and folder are gone afterwards, however it went.</summary>
internal static class PageVisit
{
    private static readonly Size s_size = new(1280, 800);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);

    /// <exception cref="TourException">The page could not be shown, or the server answered with an error.</exception>
    internal static async Task RunAsync(Stage stage, string url, string output, TimeSpan timeout, CancellationToken cancellation)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("oriel-page-");
        try
        {
            long start = Stopwatch.GetTimestamp();
            CoreWebView2Environment environment = await CreateEnvironmentAsync(folder.FullName);
            TaskCompletionSource exited = new();
            environment.BrowserProcessExited += (_, _) => exited.TrySetResult();
            PageView view = await CreateViewAsync(environment);
            try
            {
                int startMilliseconds = (int)Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                PageOutcome outcome = await LoadAsync(view, url, exited.Task, timeout, cancellation);
                PageReport report = await PageReport.TakeAsync(view, outcome, startMilliseconds, output);
                report.Show(stage, folder.FullName);
                if (PageFailures.Of(url, outcome) is { } failure)
                {
                    throw new TourException(failure);
                }
            }
            finally
            {
                view.Close();
                await exited.Task.WaitAsync(s_patience, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<CoreWebView2Environment> CreateEnvironmentAsync(string folder)
    {
        try
        {
            return await CoreWebView2Environment.CreateAsync(null, folder);
        }
        catch (WebView2RuntimeNotFoundException missing)
        {
            throw new TourException(missing.Message, missing);
        }
    }

    private static async Task<PageView> CreateViewAsync(CoreWebView2Environment environment)
    {
        try
        {
            return await PageView.CreateAsync(environment, isInPrivate: true, s_size);
        }
        catch (Exception e) when (e is COMException or InvalidOperationException or UnauthorizedAccessException)
        {
            throw new TourException($"The browser could not be started. {e.Message}", e);
        }
    }

    /// <returns>The outcome of a navigation that got an answer, be it an error.</returns>
    private static async Task<PageOutcome> LoadAsync(PageView view, string url, Task exited, TimeSpan timeout, CancellationToken cancellation)
    {
        using CancellationTokenSource bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bounded.CancelAfter(timeout);
        Task<PageOutcome> loading = view.NavigateAsync(url, bounded.Token);
        try
        {
            await Task.WhenAny(loading, exited);
            if (!loading.IsCompleted)
            {
                throw new TourException($"The browser ended while it loaded {url}.");
            }

            PageOutcome outcome = await loading;
            return outcome.IsSuccess || outcome.HttpStatus > 0 ? outcome : throw new TourException(PageFailures.Of(url, outcome)!);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TourException($"{url} has not finished loading within {timeout.TotalSeconds} seconds. Give it longer with --timeout.");
        }
    }
}
