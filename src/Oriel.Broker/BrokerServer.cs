using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Oriel.Broker.Chromium;
using Oriel.Broker.Clients;
using Oriel.Broker.Frames;
using Oriel.Broker.Monitoring;
using Oriel.Broker.Permissions;
using Oriel.Broker.Routing;
using Oriel.Broker.Windows;
using Oriel.Ipc;
using Oriel.Ipc.Interop;
using Oriel.Ipc.Loop;
using Oriel.Ipc.Processes;
using Oriel.Ipc.Rendezvous;
using Oriel.Ipc.Sockets;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Cdp;
using Oriel.Protocol.Messages;

namespace Oriel.Broker;

/// <summary>Puts the parts together for one user data folder, and knows when the broker is no longer needed.</summary>
internal sealed class BrokerServer : ILinkOwner, IPipeOwner, ILifetimeOwner, IDisposable
{
    /// <summary>Grows when hosts and brokers of different versions would misunderstand each other.</summary>
    public const int ProtocolVersion = 1;

    private readonly EventLoop _loop;
    private readonly BrokerSettings _settings;
    private readonly ClientListener _listener;
    private readonly ClientDirectory _clients = new();
    private readonly ViewRegistry _views = new();
    private readonly EnvironmentGuard _guard = new();
    private readonly BrowserCalls _calls;
    private readonly PageTracker _pages;
    private readonly FrameSurvey _survey;
    private readonly FetchGate _gate;
    private readonly RequestPatterns _patterns;
    private readonly SessionRouter _router;
    private readonly ChromiumLifetime _lifetime;
    private readonly WindowRequests _windows;
    private readonly PermissionDesk _permissions;
    private readonly WindowHold _hold;
    private readonly ViewWindows _viewWindows;
    private readonly ViewDesk _desk;
    private readonly ExitDesk _exits;
    private readonly CommandDesk _commands;
    private readonly ProcessWatcher _processes;
    private readonly DumpFolder _dumps;
    private readonly RendererDeaths _deaths;
    private Deadline _patience;
    private bool _hasWaited;
    private bool _isEnding;

    public BrokerServer(EventLoop loop, BrokerSettings settings, string socketPath, Action<ProcessIdentity?, string?> noted)
    {
        _loop = loop;
        _settings = settings;
        UserDataPaths paths = new(settings.UserDataFolder);
        _calls = new BrowserCalls(messages => _lifetime!.Send(messages));
        OpeningAddresses addresses = new();
        _gate = new FetchGate(loop, _views, _calls, addresses, settings.Bounds) { DocumentRequested = () => _processes!.OnLikelyCause() };
        _pages = new PageTracker(_views, _calls, _gate) { ViewLost = view => _desk!.OnViewLost(view) };
        _dumps = new DumpFolder(loop, paths.Dumps);
        _deaths = new RendererDeaths(loop, _calls, _views);
        _survey = new FrameSurvey(loop, _views, _calls, _pages, settings.Bounds);
        _router = new SessionRouter(_clients, _views, _calls, _gate, _pages, _deaths, _survey);
        _patterns = new RequestPatterns(_calls, _views);
        _hold = new WindowHold(loop) { Caught = () => _viewWindows!.OnCaught(), Gone = window => _desk!.OnWindowGone(window) };
        _viewWindows = new ViewWindows(_calls, _hold);
        _lifetime = new ChromiumLifetime(loop, paths, _calls, _patterns, _dumps, _hold, this, this, settings.Bounds) { Noted = noted };
        _windows = new WindowRequests(loop, paths);
        _permissions = new PermissionDesk(loop, _calls);
        ViewOpener opener = new(_windows, paths, _calls, _views, _pages, _gate, addresses, _permissions, _viewWindows)
        {
            Opened = (request, view, profilePath, window) => _desk!.OnOpened(request, view, profilePath, window),
            Refused = (request, message) => _desk!.OnRefused(request, message),
            Failed = (request, code, message) => _desk!.OnFailed(request, code, message),
        };
        _desk = new ViewDesk(loop, _views, _lifetime, opener, _guard, _patterns, settings.Bounds) { Changed = () => _exits!.Reconsider() };
        _exits = new ExitDesk(_clients, _views, _desk, _lifetime);
        _commands = new CommandDesk(_desk, _permissions, _exits, new DevToolsWindows(_calls, _viewWindows)) { ProcessesAsked = GetProcesses };
        _processes = new ProcessWatcher(loop, process => Tell(new BrokerDomain.ProcessStartedEvent(process)), OnProcessExited);
        _listener = new ClientListener(loop, socketPath, OnAccepted);
        _patience = loop.Schedule(settings.Bounds.FirstHost, EndIfUnneeded);
    }

    private static string Version { get; } =
        typeof(BrokerServer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    public bool OnMessage(ClientLink link, in MessageHeader header)
    {
        if (!header.IsCommand)
        {
            link.CutOff(DisconnectReason.Protocol, "A host sends commands; this was a response or an event.");
            return false;
        }

        int id = header.Id!.Value;
        if (link.Profile is null)
        {
            Greet(link, id, header);
            return false;
        }

        if (MessageIds.SlotOf(id) != link.Slot)
        {
            link.CutOff(DisconnectReason.Protocol, $"The id {id} is outside this host's range, which begins at {link.Slot << MessageIds.CounterBits}.");
            return false;
        }

        if (header.SessionId.IsEmpty && header.Method.StartsWith("Broker."u8))
        {
            _commands.Obey(link, id, header);
            if (_exits.IsOver)
            {
                End();
            }

            return false;
        }

        if (_lifetime.State is BrowserState.Running)
        {
            return _router.Admit(link, header);
        }

        link.SendError(id, BrowserErrors.Refused, "There is no browser.");
        return false;
    }

    public void PassOn(ReadOnlySpan<byte> messages) => _lifetime.Send(messages);

    public void OnEnded(ClientLink link)
    {
        _clients.Remove(link);
        _exits.OnHostGone(link);
        _desk.OnHostGone(link);
        EndIfUnneeded();
    }

    public IMessageSink? Route(ReadOnlySpan<byte> message)
    {
        _processes.OnCause();
        return _router.Route(message);
    }

    public IMessageSink? FindReceiver(int id) => _router.FindReceiver(id);

    public void OnCongestion(bool isCongested) => _clients.SetReading(!isCongested);

    public void OnJson() => _lifetime.SayHello();

    public void OnPipeEnded(string? failure) => _lifetime.OnPipeEnded(failure);

    public void OnRunning()
    {
        _processes.Begin(_lifetime.ProcessId);
        _desk.OnRunning();
    }

    public void OnLost()
    {
        _processes.End();
        _deaths.Clear();
        _clients.SetReading(true);
        _pages.Clear();
        _gate.Clear();
        _desk.OnLost();
        _survey.OnLost();
        _exits.OnBrowserLost();
    }

    public void OnEnded(string reason, ProcessDeath? death) => _desk.OnEnded(reason, death);

    public void OnGone(BrowserExit exit)
    {
        if (exit.HasRun)
        {
            string kind = exit.IsNormal ? BrokerDomain.BrowserExitedKind.Normal : BrokerDomain.BrowserExitedKind.Failed;
            BrokerDomain.BrowserExitedEvent exited = new(exit.ProcessId, kind, exit.Status.ExitStatus, exit.Status.Signal, exit.IsNormal ? "" : exit.Message);
            Tell(exited);
        }

        _desk.OnGone(exit);
        if (_exits.IsOver || (exit.HasRun && _lifetime.State == BrowserState.None && !_desk.HasRequests))
        {
            End();
        }
        else
        {
            EndIfUnneeded();
        }
    }

    public void Dispose()
    {
        _permissions.Clear();
        _listener.Dispose();
        _processes.Dispose();
        _dumps.Dispose();
        _windows.Dispose();
        _hold.Dispose();
        _lifetime.Dispose();
        _calls.Dispose();
    }

    private void Tell<TEvent>(TEvent e)
        where TEvent : class, ICdpEvent<TEvent>, ICdpWritable
    {
        foreach (ClientLink link in _clients.All.Where(static link => link.Profile is not null).ToArray())
        {
            link.SendEvent(e);
        }
    }

    private void OnProcessExited(WatchedProcess process, ChildStatus? status)
    {
        bool isExpected = _lifetime.State != BrowserState.Running || status is { ExitStatus: 0 };

        if (process.Info.Type == ProcessDescription.Zygote)
        {
            _deaths.OnZygoteEnded();
        }

        // Renderers are the ones that come and go; one that nobody has been told of yet may still be the one that the browser tells of, if anything at all is known of it. A zygote whose own has gone ends with 0,
        // and such a renderer is told alike whether it is found or not.
        bool isRenderer = process.Info.Type == ProcessDescription.Renderer || (!process.IsTold && status is { ExitStatus: not 0 });
        if (isRenderer)
        {
            _deaths.OnEnding(process.Info.Pid, status);
        }

        _dumps.Find(process.Info.Pid, status, process.FoundAt, death =>
        {
            if (process.IsTold)
            {
                Tell(new BrokerDomain.ProcessExitedEvent(process.Info, isExpected, death.ExitStatus, death.Signal, death.Dump));
            }

            if (isRenderer)
            {
                _deaths.OnEnded(death);
            }
        });
    }

    private void OnAccepted(FileDescriptor socket, PeerCredentials peer)
    {
        if (_isEnding)
        {
            socket.Dispose();
            return;
        }

        _clients.Add(new ClientLink(_loop, socket, peer, this, _settings.BacklogLimit, _clients.IsReading));
    }

    private void Greet(ClientLink link, int id, in MessageHeader header)
    {
        if (!header.Method.SequenceEqual(BrokerDomain.HelloCommand.Method) || MessageIds.SlotOf(id) != MessageIds.BrokerSlot)
        {
            link.CutOff(DisconnectReason.Protocol, $"The first message must be Broker.hello with an id below {1 << MessageIds.CounterBits}.");
            return;
        }

        CborReader reader = new(header.Params);
        BrokerDomain.HelloCommand hello = BrokerDomain.HelloCommand.ReadParams(ref reader);
        if (hello.ProtocolVersion != ProtocolVersion)
        {
            string message = $"The broker (PID {Libc.getpid()}, version {Version}) speaks version {ProtocolVersion} of the protocol, the host version {hello.ProtocolVersion}. Apps that share a user data folder at the same time need the same version of Oriel.";
            link.SendError(id, HResults.InvalidState, message);
            link.CutOff(DisconnectReason.Version, message);
        }
        else if (!_clients.TryAssignSlot(link))
        {
            link.SendError(id, HResults.Fail, $"The user data folder is in use by {MessageIds.LastSlot} environments; close one.");
        }
        else
        {
            _patience.Dispose();
            _hasWaited = false;
            link.Profile = new HostProfile(link.ProcessId, hello);
            link.SendResult(id, new BrokerDomain.HelloResult(link.Slot, Libc.getpid(), Version));
            foreach (BrokerDomain.ProcessInfo process in _processes.Told)
            {
                link.SendEvent(new BrokerDomain.ProcessStartedEvent(process));
            }

            _exits.OnGreeted(link);
        }
    }

    private void GetProcesses(ClientLink link, int id)
    {
        if (_lifetime.State == BrowserState.Running)
        {
            _survey.Take(Answer);
        }
        else
        {
            Answer([]);
        }

        void Answer(IReadOnlyList<BrokerDomain.FrameInfo> frames) => _processes.List(processes =>
        {
            // Renderers say themselves who they are: one that is none is not believed.
            HashSet<int> renderers = [.. processes.Where(static process => process.Type == "renderer").Select(static process => process.Pid)];
            BrokerDomain.FrameInfo[] believed = [.. frames.Select(frame => frame.Pid is { } pid && !renderers.Contains(pid) ? frame with { Pid = null } : frame)];
            BrokerDomain.HostInfo[] hosts = [.. _clients.All.Where(static other => other.Profile is not null).Select(other => _desk.Describe(other.Profile!, other))];
            link.SendResult(id, new BrokerDomain.GetProcessesResult(processes, hosts, believed, _lifetime.ProcessId));
        });
    }

    /// <summary>
    /// Only a host that has said hello keeps the broker; a candidate that looks whether somebody listens does not, and must not end it either. Who is connected
    /// and has said nothing yet gets the time to do so.
    /// </summary>
    private void EndIfUnneeded()
    {
        if (_lifetime.State != BrowserState.None || !_patience.IsOver || _clients.All.Any(static link => link.Profile is not null))
        {
            return;
        }

        if (_clients.Count > 0 && !_hasWaited)
        {
            _hasWaited = true;
            _patience = _loop.Schedule(_settings.Bounds.FirstHost, EndIfUnneeded);
            return;
        }

        End();
    }

    private void End()
    {
        if (_isEnding)
        {
            return;
        }

        _isEnding = true;
        foreach (ClientLink link in _clients.All.ToArray())
        {
            link.CutOff(DisconnectReason.Idle, "The last view was closed, and the broker ends.");
        }

        _loop.Post(_loop.Stop);
    }
}
