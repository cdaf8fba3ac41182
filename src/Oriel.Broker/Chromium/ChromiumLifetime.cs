using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using Oriel.Broker.Clients;
using Oriel.Broker.Monitoring;
using Oriel.Broker.Routing;
using Oriel.Broker.Windows;
using Oriel.Hosting.Displays;
using Oriel.Ipc;
using Oriel.Ipc.Interop;
using Oriel.Ipc.Loop;
using Oriel.Ipc.Processes;
using Oriel.Ipc.Rendezvous;
using Oriel.Protocol.Cdp;

namespace Oriel.Broker.Chromium;

/// <summary>
/// One browser after the other, each from its start to the end of the last process of its group.
/// <code>
/// from      to        when
/// None      Starting  a view is wanted
/// Starting  Running   it answered, and does what we need of it
/// Starting  Ending    it ended, closed the pipe, wrote garbage, or did not answer in time
/// Running   Closing   the last view is closed
/// Running   Ending    it ended or closed the pipe unasked
/// Closing   Ending    it did as it was told, or was killed for not doing so
/// Ending    None      the last process of the group is gone
/// </code>
/// </summary>
internal sealed class ChromiumLifetime : IDisposable
{
    private static readonly (BrowserState From, BrowserState To)[] s_transitions =
    [
        (BrowserState.None, BrowserState.Starting),
        (BrowserState.Starting, BrowserState.Running),
        (BrowserState.Starting, BrowserState.Ending),
        (BrowserState.Running, BrowserState.Closing),
        (BrowserState.Running, BrowserState.Ending),
        (BrowserState.Closing, BrowserState.Ending),
        (BrowserState.Ending, BrowserState.None),
    ];

    private readonly EventLoop _loop;
    private readonly UserDataPaths _paths;
    private readonly BrowserCalls _calls;
    private readonly RequestPatterns _patterns;
    private readonly IPipeOwner _pipeOwner;
    private readonly ILifetimeOwner _owner;
    private readonly LifetimeBounds _bounds;
    private readonly BrowserLog _log;
    private readonly GroupWatcher _group;
    private readonly DumpFolder _dumps;
    private readonly WindowHold _windows;
    private ChromiumProcess? _process;
    private ChromiumPipe? _pipe;
    private EndNotice? _endNotice;
    private Deadline? _deadline;
    private Deadline? _untold;
    private DateTimeOffset _startedAt;
    private ChildStatus? _status;
    private string? _socketFolder;
    private string _cause = "";
    private int _failure;
    private bool _wasAsked;
    private bool _hasRun;

    public ChromiumLifetime(
        EventLoop loop, UserDataPaths paths, BrowserCalls calls, RequestPatterns patterns, DumpFolder dumps, WindowHold windows, IPipeOwner pipeOwner, ILifetimeOwner owner, LifetimeBounds bounds)
    {
        _loop = loop;
        _paths = paths;
        _calls = calls;
        _patterns = patterns;
        _dumps = dumps;
        _windows = windows;
        _pipeOwner = pipeOwner;
        _owner = owner;
        _bounds = bounds;
        _log = new BrowserLog(loop, paths.BrowserLog);
        _group = new GroupWatcher(loop);
    }

    public static IReadOnlyList<(BrowserState From, BrowserState To)> Transitions => s_transitions;

    public BrowserState State { get; private set; } = BrowserState.None;

    public int ProcessId => _process?.ProcessId ?? 0;

    /// <summary>As <c>Browser.getVersion</c> names it, without the product's name.</summary>
    public string Version { get; private set; } = "";

    /// <summary>Called to write down which browser lives, and where it keeps its socket, for whoever comes should this process be killed.</summary>
    public required Action<ProcessIdentity?, string?> Noted { get; init; }

    public void Send(ReadOnlySpan<byte> messages) => _pipe?.Send(messages);

    /// <param name="host">Whose browser it is to be.</param>
    /// <param name="display">Where it shows windows; null if it shows none.</param>
    /// <exception cref="BrowserStartException">It cannot even be tried.</exception>
    public void Start(HostProfile host, BrowserDisplay? display)
    {
        if (Libc.geteuid() == 0 && !LaunchArguments.DisablesSandbox(host.Arguments))
        {
            throw new BrowserStartException(
                HResults.Fail,
                "The browser's sandbox does not work for the user root. Run the app as another user, or, where that is impossible as in some containers, set the environment variable WEBVIEW2_ADDITIONAL_BROWSER_ARGUMENTS=--no-sandbox.");
        }

        try
        {
            StaleBrowser.RemoveTraces(_paths, _socketFolder);
            MakeFolder(_paths.Browser);
            string defaultProfile = new ProfileFolders(_paths).PathOf("");
            MakeFolder(defaultProfile);
            FirstPreferences.Write(defaultProfile);
            MakeFolder(_paths.Dumps);
            using FileDescriptor output = _log.Begin();
            _startedAt = TimeProvider.System.GetUtcNow();
            if (display is not null)
            {
                // Before the browser could make a window.
                SetAuthority(display.Authority);
                _windows.Begin(display.Name);
            }

            _process = ChromiumProcess.Start(_loop, LaunchArguments.Compose(host.Executable, host.Arguments, _paths, hasDisplay: display is not null), display, _paths, output, OnExited);
            _windows.ProcessId = _process.ProcessId;
        }
        catch (DisplayException exception)
        {
            throw new BrowserStartException(HResults.Fail, exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BrowserStartException(HResults.Fail, $"The user data folder '{_paths.Root}' cannot be written: {exception.Message}");
        }
        catch (LibcException exception)
        {
            _windows.End();
            bool isFolder = exception.Message.Contains(_paths.Root, StringComparison.Ordinal);
            throw new BrowserStartException(isFolder ? HResults.FromErrno(exception.Errno) : HResults.Fail, exception.Message);
        }

        Enter(BrowserState.Starting);
        Note(_process.Identity);
        _status = null;
        _failure = HResults.Fail;
        _wasAsked = _hasRun = false;
        _pipe = new ChromiumPipe(_loop, _process.Reading, _process.Writing, _pipeOwner);
        Bound(_bounds.Start, () =>
        {
            _failure = HResults.Timeout;
            Lose($"it did not answer within {_bounds.Start.TotalSeconds:0.#} seconds", TimeSpan.Zero);
        });
        SayHello();
    }

    /// <summary>Asks the browser for all that we need of it; anew if it did not understand the first time.</summary>
    public void SayHello()
    {
        _calls.Forget();
        _calls.Send<Browser.GetVersionCommand, Browser.GetVersionResult>("", new Browser.GetVersionCommand(), OnVersion, error => Lose($"it refused to tell its version: {error.Message}"));
        _calls.Send("", new Target.SetAutoAttachCommand(true, true, true, [new Target.FilterEntry(Type: "page")]), failed: error => Lose($"it refused Target.setAutoAttach: {error.Message}"));

        // Nobody is told otherwise how a renderer has ended.
        _calls.Send("", new Target.SetDiscoverTargetsCommand(true, [new Target.FilterEntry(Type: "page"), new Target.FilterEntry(Type: "iframe")]), failed: error => Lose($"it refused Target.setDiscoverTargets: {error.Message}"));
        _patterns.Begin(OnReady, error => Lose($"it refused Fetch.enable: {error}"));
    }

    /// <summary>Asks the browser to close, and sees that it does.</summary>
    public void Close()
    {
        _wasAsked = true;
        Enter(BrowserState.Closing);
        _calls.Send("", new Browser.CloseCommand());
        Bound(_bounds.Close, () => Lose("it did not close when asked to", TimeSpan.Zero));
    }

    /// <summary>The pipe has ended.</summary>
    public void OnPipeEnded(string? failure)
    {
        _pipe = null;
        Lose(failure is null ? "it closed its pipe" : $"it wrote what is no message: {failure}");
    }

    public void Dispose()
    {
        _pipe?.Dispose();
        _process?.Dispose();
        _endNotice?.Dispose();
        _log.Dispose();
        _group.Dispose();
    }

    private void OnVersion(Browser.GetVersionResult version) => Version = version.Product[(version.Product.IndexOf('/', StringComparison.Ordinal) + 1)..];

    private void OnReady()
    {
        if (State == BrowserState.Starting)
        {
            _deadline?.Dispose();
            _hasRun = true;
            Enter(BrowserState.Running);
            _socketFolder = StaleBrowser.FindSocketFolder(_paths);
            Note(_process!.Identity);
            _endNotice = EndNotice.TryOpen(_loop, ProcessId, OnEnding);
            _owner.OnRunning();
        }
    }

    /// <summary>It will not live on, but may still have its memory, its files and its number.</summary>
    private void OnEnding(ChildStatus status)
    {
        Lose("the browser process ended");
        _status = status;
        if (!_untold!.IsOver)
        {
            _untold.Dispose();
            _log.Drain();
            _dumps.Find(ProcessId, status, _startedAt, death => _owner.OnEnded(Describe(), death));
        }
    }

    private void OnExited(ChildStatus status)
    {
        _endNotice?.Dispose();
        _endNotice = null;
        OnEnding(status);

        // The handler of the pipe or this one comes first; either way both ends are known now.
        _deadline?.Dispose();
        Bound(_bounds.Group, GroupWatcher.KillAll);
        _group.WhenAllAreGone(OnGroupGone);
    }

    private void Lose(string cause) => Lose(cause, _hasRun ? _bounds.Close : _bounds.Refusal);

    // A browser whose pipe is gone ends by itself, and its own exit status tells more than our kill would.
    private void Lose(string cause, TimeSpan patience)
    {
        if (State is BrowserState.None or BrowserState.Ending)
        {
            return;
        }

        _cause = cause;
        _calls.Forget();
        Enter(BrowserState.Ending);
        _pipe?.Dispose();
        _pipe = null;
        if (_status is null)
        {
            Bound(patience, () => _process!.KillGroup());
        }

        _owner.OnLost();
        _untold = _loop.Schedule(_bounds.Status, () =>
        {
            _log.Drain();
            _owner.OnEnded(Describe(), death: null);
        });
    }

    private void OnGroupGone()
    {
        _deadline?.Dispose();
        _log.Drain();
        _dumps.Settle();
        BrowserExit exit = new(ProcessId, _wasAsked, _hasRun, _status!.Value, _failure, Describe());
        _process = null;
        StaleBrowser.RemoveTraces(_paths, _socketFolder);
        _socketFolder = null;
        Enter(BrowserState.None);
        Note(null);
        _owner.OnGone(exit);
    }

    private string Describe()
    {
        string ending = _status is { } status ? $"ended with {status}" : $"is lost: {_cause}";
        string detail = _status is null || _cause.StartsWith("the browser process", StringComparison.Ordinal) ? "" : $" ({_cause})";
        string tail = _log.Tail;
        string words = tail.Length == 0 ? "It wrote nothing." : $"Its last words: {string.Join(" | ", tail.Split('\n').TakeLast(5))}";
        return $"The browser process {ProcessId} {ending}{detail}. {words}";
    }

    private void Note(ProcessIdentity? browser)
    {
        try
        {
            Noted(browser, _socketFolder);
        }
        catch (LibcException)
        {
            // A full disk. Only the successor of a broker that is killed would read it, and it can ask Chromium's own lock instead.
        }
    }

    private void Bound(TimeSpan after, Action action)
    {
        _deadline?.Dispose();
        _deadline = _loop.Schedule(after, action);
    }

    private void Enter(BrowserState next)
    {
        if (Array.IndexOf(s_transitions, (State, next)) < 0)
        {
            throw new InvalidOperationException($"The browser cannot go from {State} to {next}.");
        }

        State = next;
    }

    /// <summary>libxcb looks for it in the environment.</summary>
    private static void SetAuthority(string? file)
    {
        if (file is null)
        {
            _ = Libc.unsetenv("XAUTHORITY");
        }
        else
        {
            _ = Libc.setenv("XAUTHORITY", file, 1);
        }
    }

    private static void MakeFolder(string path)
    {
        if (Libc.mkdir(path, 0x1C0) == 0)
        {
            return;
        }

        int errno = Marshal.GetLastPInvokeError();
        if (FileStatus.TryRead(path) is not { IsFolder: true })
        {
            throw new LibcException($"Cannot make the folder '{path}'", errno);
        }
    }
}
