using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Gtk;

namespace Oriel.GtkHost;

/// <summary>The windows of the app, and the newest control.</summary>
internal sealed class Session(string folder)
{
    private readonly List<AppWindow> _windows = [];
    private readonly List<string> _log = [];
    private CoreWebView2Environment? _environment;
    private WebView2? _page;

    private WebView2 Page => _page ?? throw new InvalidOperationException("There is no control yet.");

    private AppWindow Newest => _windows[^1];

    public Task<string> DoAsync(string command, string argument) => command switch
    {
        "window" => Done(OpenWindow),
        "control" => Done(MakeControl),
        "put" => Done(() => Newest.Put(Page)),
        "put-scrolled" => Done(() => Newest.PutScrolled(Page)),
        "move" => Done(Move),
        "strip" => Done(() => Newest.SetStrip(int.Parse(argument, CultureInfo.InvariantCulture))),
        "scroll" => Done(() => Newest.Scroll(int.Parse(argument, CultureInfo.InvariantCulture))),
        "choose" => Done(() => Newest.Choose(argument)),
        "focus-entry" => Done(Newest.FocusEntry),
        "focus-page" => Done(() => Gtk.gtk_widget_grab_focus(Page.Widget)),
        "focus" => Task.FromResult(Newest.DescribeFocus(Page.Widget)),
        "entry" => Task.FromResult(Newest.EntryText),
        "xid" => Task.FromResult(Gtk.XidOf(Newest.Handle).ToString(CultureInfo.InvariantCulture)),
        "ensure" => EnsureAsync(),
        "html" => ShowAsync(argument),
        "script" => Page.ExecuteScriptAsync(argument),
        "dispose" => Done(Page.Dispose),
        "destroy" => Done(DestroyWindow),
        "widget" => Task.FromResult(Page.Widget == 0 ? "none" : "there"),
        "use" => Task.FromResult($"{Page.CanGoBack}"),
        "source" => Task.FromResult(Page.Source?.AbsoluteUri ?? "none"),
        "implicit" => ImplicitAsync(argument),
        "other-environment" => OtherEnvironmentAsync(),
        "relative" => Done(() => Page.Source = new Uri("page.html", UriKind.Relative)),
        "early-script" => Page.ExecuteScriptAsync("1"),
        "properties" => Done(() => Page.CreationProperties = new CoreWebView2CreationProperties()),
#pragma warning disable ORIEL0004 // The test is that it is refused.
        "other-thread" => Task.Run(() => $"{Page.CanGoBack}"),
#pragma warning restore ORIEL0004
        "order" => OrderAsync(),
        "flood" => FloodAsync(),
        "close" => Done(Close),
        _ => Task.FromResult($"'{command}' is no command."),
    };

    public void Close()
    {
        _page?.Dispose();
        _page = null;
        foreach (AppWindow window in _windows)
        {
            Gtk.Destroy(window.Handle);
        }

        _windows.Clear();
    }

    private static Task<string> Done(Action action)
    {
        action();
        return Task.FromResult("done");
    }

    private void OpenWindow()
    {
        _windows.Add(new AppWindow());
        Newest.Show();
    }

    private void MakeControl()
    {
        _log.Clear();
        _page = new WebView2 { CreationProperties = new CoreWebView2CreationProperties { UserDataFolder = folder } };
        _page.CoreWebView2InitializationCompleted += (_, e) => _log.Add(e.IsSuccess ? "initialized" : "failed");
        _page.NavigationStarting += (_, _) => _log.Add("starting");
    }

    private void DestroyWindow()
    {
        Gtk.Destroy(Newest.Handle);
        _windows.RemoveAt(_windows.Count - 1);
    }

    /// <summary>Takes the control to another window, as GTK wants it: held meanwhile.</summary>
    private void Move()
    {
        nint widget = Gtk.g_object_ref(Page.Widget);
        Newest.Remove(Page);
        OpenWindow();
        Newest.Put(Page);
        Gtk.g_object_unref(widget);
    }

    private async Task<string> EnsureAsync()
    {
        // One environment for all: it is the app's then.
        _environment ??= await CoreWebView2Environment.CreateAsync(null, folder);
        await Page.EnsureCoreWebView2Async();
        return string.Join(' ', _log);
    }

    private async Task<string> ShowAsync(string html)
    {
        TaskCompletionSource<bool> completed = new();
        void OnCompleted(object? sender, CoreWebView2NavigationCompletedEventArgs e) => completed.TrySetResult(e.IsSuccess);
        await Page.EnsureCoreWebView2Async();
        Page.NavigationCompleted += OnCompleted;
        Page.NavigateToString(html);
        bool isSuccess = await completed.Task;
        Page.NavigationCompleted -= OnCompleted;
        return isSuccess ? "shown" : "failed";
    }

    /// <summary>Sets Source and nothing else, and tells what happened in which order.</summary>
    private async Task<string> ImplicitAsync(string address)
    {
        TaskCompletionSource completed = new();
        Page.NavigationCompleted += (_, _) => completed.TrySetResult();
        Page.Source = new Uri(address);
        Task ensured = Page.EnsureCoreWebView2Async();
        _log.Add(Page.CoreWebView2 is null ? "set" : "there already");
        await ensured;
        _log.Add("ensured");
        await completed.Task;
        return string.Join(' ', _log);
    }

    private async Task<string> OtherEnvironmentAsync()
    {
        CoreWebView2Environment other = await CoreWebView2Environment.CreateAsync(null, folder);
        await Page.EnsureCoreWebView2Async(other);
        return "accepted";
    }

    /// <summary>What is posted from here and elsewhere comes in its order; what is sent comes at once.</summary>
    private static async Task<string> OrderAsync()
    {
        SynchronizationContext context = SynchronizationContext.Current!;
        List<int> seen = [];
        for (int i = 0; i < 200; i++)
        {
            int number = i;
            context.Post(_ => seen.Add(number), null);
        }

        int threadOfSent = await Task.Run(() =>
        {
            int thread = 0;
            context.Send(_ => thread = Environment.CurrentManagedThreadId, null);
            return thread;
        });
        for (int i = 0; i < seen.Count; i++)
        {
            if (seen[i] != i)
            {
                return $"{seen[i]} was at {i}";
            }
        }

        return $"{seen.Count} {(threadOfSent == Environment.CurrentManagedThreadId ? "here" : "elsewhere")}";
    }

    /// <summary>Callbacks that post the next one for ever do not keep GTK from drawing: the page is resized meanwhile.</summary>
    private async Task<string> FloodAsync()
    {
        SynchronizationContext context = SynchronizationContext.Current!;
        bool isOver = false;
        long count = 0;
        void Next(object? state)
        {
            count++;
            if (!isOver)
            {
                context.Post(Next, null);
                context.Post(static _ => { }, null);
            }
        }

        TaskCompletionSource resized = new();
        Page.WebMessageReceived += (_, _) => resized.TrySetResult();
        _ = await Page.ExecuteScriptAsync("addEventListener('resize', () => chrome.webview.postMessage('resized'))");
        Next(null);
        Newest.SetStrip(90);
        await resized.Task;
        isOver = true;
        return count > 0 ? "resized" : "none";
    }
}
