using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;

namespace Oriel.Conformance.Requests;

/// <summary>The responses of a view, from here on.</summary>
internal sealed class ResponseLog
{
    private readonly CoreWebView2 _web;
    private readonly int _threadId = Environment.CurrentManagedThreadId;
    private readonly HashSet<CoreWebView2WebResourceResponseReceivedEventArgs> _taken = [];
    private readonly List<(string Path, TaskCompletionSource<CoreWebView2WebResourceResponseReceivedEventArgs> Waiter)> _waiters = [];

    public ResponseLog(CoreWebView2 web)
    {
        _web = web;
        web.WebResourceResponseReceived += OnReceived;
    }

    public List<CoreWebView2WebResourceResponseReceivedEventArgs> All { get; } = [];

    /// <summary>Status and path of each; favicons, which come when they like, are left out.</summary>
    public IEnumerable<string> Lines => All.Select(args => $"{args.Response.StatusCode} {PathOf(args)}").Where(line => !line.EndsWith("/favicon.ico", StringComparison.Ordinal));

    public void Stop() => _web.WebResourceResponseReceived -= OnReceived;

    /// <summary>The next response of this path, or of this whole URI, be it there already or to come.</summary>
    public async Task<CoreWebView2WebResourceResponseReceivedEventArgs> NextAsync(string path)
    {
        CoreWebView2WebResourceResponseReceivedEventArgs? args = All.Find(known => IsFor(known, path) && !_taken.Contains(known));
        if (args is null)
        {
            TaskCompletionSource<CoreWebView2WebResourceResponseReceivedEventArgs> waiter = new();
            _waiters.Add((path, waiter));
            args = await waiter.Task;
        }

        _taken.Add(args);
        return args;
    }

    public static async Task<string?> TextAsync(CoreWebView2WebResourceResponseReceivedEventArgs args) =>
        await BytesAsync(args) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    public static async Task<byte[]?> BytesAsync(CoreWebView2WebResourceResponseReceivedEventArgs args)
    {
        using Stream? stream = await args.Response.GetContentAsync();
        if (stream is null)
        {
            return null;
        }

        using MemoryStream copy = new();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }

    private static string PathOf(CoreWebView2WebResourceResponseReceivedEventArgs args) => new Uri(args.Request.Uri).AbsolutePath;

    private static bool IsFor(CoreWebView2WebResourceResponseReceivedEventArgs args, string path) => args.Request.Uri == path || PathOf(args) == path;

    private void OnReceived(object? sender, CoreWebView2WebResourceResponseReceivedEventArgs args)
    {
        if (sender != _web || Environment.CurrentManagedThreadId != _threadId)
        {
            throw new InvalidOperationException($"Raised by {sender} on thread {Environment.CurrentManagedThreadId} instead of {_threadId}.");
        }

        All.Add(args);
        if (_waiters.FindIndex(waiting => IsFor(args, waiting.Path)) is >= 0 and int index)
        {
            TaskCompletionSource<CoreWebView2WebResourceResponseReceivedEventArgs> waiter = _waiters[index].Waiter;
            _waiters.RemoveAt(index);
            waiter.SetResult(args);
        }
    }
}
