using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Xunit;

namespace Oriel.Conformance.ProcessFailures;

/// <summary>The failures a view tells, in order.</summary>
internal sealed class FailureLog
{
    private readonly List<CoreWebView2ProcessFailedEventArgs> _all = [];
    private readonly Queue<CoreWebView2ProcessFailedEventArgs> _unread = [];
    private readonly CoreWebView2 _web;
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private TaskCompletionSource? _waiter;

    public FailureLog(CoreWebView2 web)
    {
        _web = web;
        web.ProcessFailed += OnFailed;
    }

    public IReadOnlyList<CoreWebView2ProcessFailedEventArgs> All => _all;

    /// <summary>The handler, for a test that wants it gone.</summary>
    public void OnFailed(object? sender, CoreWebView2ProcessFailedEventArgs args)
    {
        Assert.Same(_web, sender);
        Assert.Equal(_thread, Environment.CurrentManagedThreadId);
        _all.Add(args);
        _unread.Enqueue(args);
        _waiter?.TrySetResult();
    }

    public async Task<CoreWebView2ProcessFailedEventArgs> NextAsync()
    {
        while (_unread.Count == 0)
        {
            _waiter = new TaskCompletionSource();
            await _waiter.Task;
        }

        return _unread.Dequeue();
    }

    /// <summary>The next failure has these properties, and what is left has those that failures of its kind always have.</summary>
    public async Task<CoreWebView2ProcessFailedEventArgs> ExpectAsync(CoreWebView2ProcessFailedKind kind, CoreWebView2ProcessFailedReason reason, int exitCode)
    {
        CoreWebView2ProcessFailedEventArgs args = await NextAsync();
        Assert.Equal((kind, reason, exitCode), (args.ProcessFailedKind, args.Reason, args.ExitCode));
        Assert.Equal("", args.FailureSourceModulePath);
        Assert.Null(args.CrashReport);
        if (kind != CoreWebView2ProcessFailedKind.UtilityProcessExited)
        {
            Assert.Equal("", args.ProcessDescription);
        }

        if (kind != CoreWebView2ProcessFailedKind.FrameRenderProcessExited)
        {
            Assert.Empty(args.FrameInfosForFailedProcess);
        }

        return args;
    }
}
