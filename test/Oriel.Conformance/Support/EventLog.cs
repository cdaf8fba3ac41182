using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;

namespace Oriel.Conformance.Support;

/// <summary>
/// Records every event of a view in order, and hands those of one name to a test one after the other: each wait goes on where the last
/// one for that name ended, so that nothing is missed and nothing is seen twice. Everything happens on the view's thread.
/// </summary>
internal sealed class EventLog
{
    private readonly CoreWebView2 _web;
    private readonly int _threadId = Environment.CurrentManagedThreadId;
    private readonly List<LoggedEvent> _events = [];
    private readonly List<(Predicate<LoggedEvent> Matches, TaskCompletionSource<LoggedEvent> Waiter)> _waiters = [];
    private readonly Dictionary<string, int> _next = [];

    public EventLog(CoreWebView2 web)
    {
        _web = web;
        web.NavigationStarting += (_, e) => Record(nameof(web.NavigationStarting), e, Describe(e));
        web.NavigationCompleted += (_, e) => Record(nameof(web.NavigationCompleted), e, Describe(e));
        web.FrameNavigationStarting += (_, e) => Record(nameof(web.FrameNavigationStarting), e, Describe(e));
        web.FrameNavigationCompleted += (_, e) => Record(nameof(web.FrameNavigationCompleted), e, Describe(e));
        web.SourceChanged += (_, e) => Record(nameof(web.SourceChanged), e, $"{web.Source} IsNewDocument={e.IsNewDocument}");
        web.ContentLoading += (_, e) => Record(nameof(web.ContentLoading), e, $"#{e.NavigationId} IsErrorPage={e.IsErrorPage}");
        web.HistoryChanged += (_, e) => Record(nameof(web.HistoryChanged), e, $"CanGoBack={web.CanGoBack} CanGoForward={web.CanGoForward}");
        web.DOMContentLoaded += (_, e) => Record(nameof(web.DOMContentLoaded), e, $"#{e.NavigationId}");
        web.DocumentTitleChanged += (_, e) => Record(nameof(web.DocumentTitleChanged), e, web.DocumentTitle);
        web.WebMessageReceived += (_, e) => Record(nameof(web.WebMessageReceived), e, e.WebMessageAsJson.Length > 100 ? e.WebMessageAsJson[..100] : e.WebMessageAsJson);
    }

    /// <summary>Everything since the view was opened, or since <see cref="Clear"/>.</summary>
    public IReadOnlyList<LoggedEvent> Events => _events;

    /// <summary>The names of the events of the main frame's navigations, in order. The title may change at any time, so it is left out.</summary>
    public string[] Navigation =>
    [
        .. _events.Select(logged => logged.Name).Where(name => name is not (nameof(CoreWebView2.DocumentTitleChanged) or nameof(CoreWebView2.WebMessageReceived))
            && !name.StartsWith("Frame", StringComparison.Ordinal)),
    ];

    public IEnumerable<T> All<T>(string name) => _events.Where(logged => logged.Name == name).Select(logged => (T)logged.Args!);

    public int Count(string name) => _events.Count(logged => logged.Name == name);

    public void Clear()
    {
        _events.Clear();
        _next.Clear();
    }

    /// <summary>What is recorded already under a name is not waited for any more.</summary>
    public void Skip(string name) => _next[name] = _events.Count;

    /// <summary>The next event of the name that matches, be it recorded already or still to come.</summary>
    public async Task<LoggedEvent> NextAsync(string name, Predicate<LoggedEvent>? matches = null)
    {
        Predicate<LoggedEvent> isWanted = logged => logged.Name == name && (matches is null || matches(logged));
        int found = _events.FindIndex(_next.GetValueOrDefault(name), isWanted);
        if (found >= 0)
        {
            _next[name] = found + 1;
            return _events[found];
        }

        TaskCompletionSource<LoggedEvent> waiter = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiters.Add((isWanted, waiter));
        LoggedEvent logged = await waiter.Task;
        _next[name] = _events.IndexOf(logged) + 1;
        return logged;
    }

    public async Task<TArgs> NextAsync<TArgs>(string name, Predicate<TArgs>? matches = null) =>
        (TArgs)(await NextAsync(name, logged => matches is null || matches((TArgs)logged.Args!))).Args!;

    public override string ToString() => "Its events: " + string.Concat(_events.Select(logged => $"\n  {logged.Name} {logged.Text}"));

    private static string Describe(CoreWebView2NavigationStartingEventArgs e) =>
        $"#{e.NavigationId} {e.Uri} {e.NavigationKind} IsRedirected={e.IsRedirected} IsUserInitiated={e.IsUserInitiated}";

    private static string Describe(CoreWebView2NavigationCompletedEventArgs e) =>
        $"#{e.NavigationId} IsSuccess={e.IsSuccess} {e.WebErrorStatus} {e.HttpStatusCode}";

    private void Record(string name, object? args, string text)
    {
        if (Environment.CurrentManagedThreadId != _threadId)
        {
            throw new InvalidOperationException($"{name} was raised on thread {Environment.CurrentManagedThreadId} instead of {_threadId}.");
        }

        LoggedEvent logged = new(name, args, text, _web.Source);
        _events.Add(logged);
        foreach ((Predicate<LoggedEvent> Matches, TaskCompletionSource<LoggedEvent> Waiter) waiting in _waiters.ToArray())
        {
            if (waiting.Matches(logged))
            {
                _waiters.Remove(waiting);
                waiting.Waiter.SetResult(logged);
            }
        }
    }
}
