using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Crashes;
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

    public override string ToString() => string.Join(", ", _all.Select(static args => $"{args.ProcessFailedKind} {args.Reason} {args.ExitCode}"));

    public async Task<CoreWebView2ProcessFailedEventArgs> NextAsync()
    {
        await WaitAsync();
        return _unread.Dequeue();
    }

    /// <summary>Until there is one.</summary>
    public async Task WaitAsync()
    {
        while (_unread.Count == 0)
        {
            _waiter ??= new TaskCompletionSource();
            await _waiter.Task;
            _waiter = null;
        }
    }

    /// <summary>The next failure has these properties, and what is left has those that failures of its kind always have.</summary>
    public async Task<CoreWebView2ProcessFailedEventArgs> ExpectAsync(
        CoreWebView2ProcessFailedKind kind, CoreWebView2ProcessFailedReason reason, int exitCode, string description = "", bool hasReport = false)
    {
        CoreWebView2ProcessFailedEventArgs args = await NextAsync();
        Assert.Equal((kind, reason, exitCode, description), (args.ProcessFailedKind, args.Reason, args.ExitCode, args.ProcessDescription));
        Assert.Equal("", args.FailureSourceModulePath);
        Assert.Equal(hasReport, args.CrashReport is not null);
        if (kind != CoreWebView2ProcessFailedKind.FrameRenderProcessExited)
        {
            Assert.Empty(args.FrameInfosForFailedProcess);
        }

        return args;
    }

    /// <summary>The next failure is that of a process which died so, and left a dump of its own if it should.</summary>
    public async Task<CoreWebView2ProcessFailedEventArgs> ExpectAsync(CoreWebView2ProcessFailedKind kind, Death death, int processId, string folder, string description = "")
    {
        CoreWebView2ProcessFailedEventArgs args = await ExpectAsync(kind, death.Reason, death.ExitCode, description, death.LeavesDump);
        if (args.CrashReport is { } report)
        {
            AssertIsOf(report, processId, (uint)death.Signal!, folder);
        }

        return args;
    }

    /// <summary>A report says what the dump says that the process has left, whole, in the folder of dumps.</summary>
    public static void AssertIsOf(CoreWebView2CrashReport report, int processId, uint signal, string folder)
    {
        string file = Assert.Single(Directory.GetFiles(folder, report.CrashReportId + ".dmp", SearchOption.AllDirectories));
        MinidumpSummary dump = MinidumpReader.Read(file)!;
        Assert.Equal((processId, signal), (dump.ProcessId, dump.ExceptionCode));
        Assert.Equal(
            (dump.ExceptionCode, dump.ModuleName, dump.ModuleVersion, dump.FaultOffset, (ulong)dump.WrittenAt.ToFileTime(), ""),
            (report.ExceptionCode, report.FaultingModuleName, report.FaultingModuleVersion, report.FaultOffset, report.ReportTime, report.BucketId));
        Assert.NotEqual(("", 0UL), (report.FaultingModuleName, report.FaultOffset));
        Assert.InRange((DateTimeOffset.FromFileTime((long)report.ReportTime) - File.GetLastWriteTimeUtc(file)).Duration(), TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }
}
