using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Drawing;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Diagnostics;
using Oriel.Recovery;
using Oriel.Tour.Views;

namespace Oriel.Tour.Hosts;

/// <summary>What a host process has: one environment and its views, by the names the tour gave them.</summary>
internal sealed class HostSession(string userDataFolder, Action<HostLine> say)
{
    private readonly Dictionary<string, PageView> _views = [];
    private TaskCompletionSource? _lastBrowserExited;
    private CoreWebView2Environment? _environment;

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever goes wrong is for the tour to report.")]
    internal async Task AnswerAsync(HostRequest request)
    {
        HostLine answer;
        try
        {
            answer = await DoAsync(request);
        }
        catch (Exception e)
        {
            answer = new HostLine.Refused(e.Message);
        }

        say(answer with { Id = request.Id });
    }

    /// <summary>Closes the views and stays until the browser is gone, which is when no other host has views either.</summary>
    internal async Task EndAsync()
    {
        _lastBrowserExited = new TaskCompletionSource();
        foreach (PageView view in _views.Values)
        {
            view.Close();
        }

        if (_views.Count > 0)
        {
            await _lastBrowserExited.Task;
        }
    }

    private async Task<HostLine> DoAsync(HostRequest request)
    {
        switch (request)
        {
            case HostRequest.Open open:
                return await OpenAsync(open);
            case HostRequest.Script script:
                return new HostLine.Result(await _views[script.View].Web.ExecuteScriptAsync(script.Code));
            case HostRequest.Post post:
                _views[post.View].Web.PostWebMessageAsJson(post.Json);
                return new HostLine.Done();
            case HostRequest.Exchange exchange:
                return new HostLine.Exchanged((await _views[exchange.View].ExchangeAsync(exchange.Count)).TotalMilliseconds);
            case HostRequest.Map:
                return new HostLine.Mapped(await ProcessMap.GetAsync(_environment!));
            case HostRequest.Capture capture:
                return new HostLine.Captured(await _views[capture.View].CaptureAsync(capture.Path));
            case HostRequest.Clear:
                await EnvironmentRecovery.Of(_environment!).ClearUserDataFolderAsync();
                return new HostLine.Done();
            default:
                throw new TourException($"A host process cannot do {request.GetType().Name}.");
        }
    }

    private async Task<HostLine.Opened> OpenAsync(HostRequest.Open request)
    {
        long start = Stopwatch.GetTimestamp();
        CoreWebView2Environment environment = _environment ??= await CreateEnvironmentAsync();
        PageView view = await PageView.CreateAsync(environment, request.IsInPrivate, new Size(request.Width, request.Height));
        int viewMilliseconds = (int)Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        _views.Add(request.View, view);
        ViewRecovery recovery = view.Recover();
        Listen(request.View, recovery.WebView);
        recovery.ControllerReplaced += (_, e) => Listen(request.View, e.Controller.CoreWebView2);
        recovery.Recovered += (_, e) => say(new HostLine.Recovered(request.View, (int)recovery.WebView.BrowserProcessId, recovery.WebView.Source, e.IsPageLoaded));
        PageOutcome outcome = await view.NavigateAsync(request.Url, CancellationToken.None);
        return outcome.IsSuccess
            ? new HostLine.Opened((int)view.Web.BrowserProcessId, environment.BrowserVersionString, view.Web.DocumentTitle, viewMilliseconds, outcome.Milliseconds)
            : throw new TourException($"{request.Url} did not load: {outcome.Error}, HTTP status {outcome.HttpStatus}.");
    }

    private async Task<CoreWebView2Environment> CreateEnvironmentAsync()
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, userDataFolder);
        environment.BrowserProcessExited += (_, e) =>
        {
            say(new HostLine.BrowserExited((int)e.BrowserProcessId, e.BrowserProcessExitKind == CoreWebView2BrowserProcessExitKind.Normal));
            _lastBrowserExited?.TrySetResult();
        };
        return environment;
    }

    private void Listen(string view, CoreWebView2 web)
    {
        web.WebMessageReceived += (_, e) => OnMessage(view, e);
        web.ProcessFailed += (_, e) => say(Describe(view, e));
    }

    private static HostLine.ProcessFailed Describe(string view, CoreWebView2ProcessFailedEventArgs e) => new(
        view,
        e.ProcessDescription.Length > 0 ? $"{e.ProcessFailedKind} ({e.ProcessDescription})" : $"{e.ProcessFailedKind}",
        $"{e.Reason}, exit code {e.ExitCode}",
        e.CrashReport is { } report ? $"signal {report.ExceptionCode} in {report.FaultingModuleName} + 0x{report.FaultOffset:x}, dump {report.CrashReportId}" : null);

    /// <summary>Echoes are counted where they are wanted; all else is for the tour.</summary>
    private void OnMessage(string view, CoreWebView2WebMessageReceivedEventArgs e)
    {
        if (!e.WebMessageAsJson.StartsWith("""{"kind":"echo""", StringComparison.Ordinal))
        {
            say(new HostLine.PageMessage(view, e.WebMessageAsJson));
        }
    }
}
