using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Oriel.Ipc.Interop;

namespace Oriel.Ipc.Loop;

/// <summary>
/// One thread, one epoll. Constraints: nothing may tick while nothing happens, so the wait is endless unless a <see cref="Deadline"/> is
/// pending; and a handler may unregister any descriptor, its own too, while a batch of events is being delivered. Scheme: handlers are looked up by
/// descriptor at delivery, and a descriptor closed within a batch carries a generation, so that an event left over for its number reaches nobody.
/// </summary>
internal sealed unsafe class EventLoop : IDisposable
{
    private const int BatchSize = 64;

    private readonly FileDescriptor _epoll;
    private readonly Dictionary<int, Registration> _registrations = [];
    private readonly DeadlineQueue _deadlines = new(TimeProvider.System);
    private readonly Queue<Action> _posted = [];
    private int _batch;
    private bool _stopped;

    public EventLoop()
    {
        int fd = Libc.epoll_create1(Constants.O_CLOEXEC);
        _epoll = fd < 0 ? throw LibcException.FromLastError("Cannot make an epoll instance") : new FileDescriptor(fd);
    }

    public void Register(FileDescriptor descriptor, Readiness interest, IReadyHandler handler)
    {
        Control(Constants.EPOLL_CTL_ADD, descriptor.Value, interest);
        _registrations[descriptor.Value] = new Registration(handler, _batch);
    }

    public void Modify(FileDescriptor descriptor, Readiness interest) => Control(Constants.EPOLL_CTL_MOD, descriptor.Value, interest);

    /// <summary>Call before the descriptor is closed.</summary>
    public void Unregister(FileDescriptor descriptor)
    {
        if (_registrations.Remove(descriptor.Value))
        {
            Control(Constants.EPOLL_CTL_DEL, descriptor.Value, Readiness.None);
        }
    }

    /// <summary>Runs <paramref name="action"/> when the handler on the stack has returned.</summary>
    public void Post(Action action) => _posted.Enqueue(action);

    /// <summary>Calls <paramref name="action"/> once when <paramref name="after"/> has passed, unless the deadline is disposed before.</summary>
    public Deadline Schedule(TimeSpan after, Action action) => _deadlines.Add(after, action);

    /// <summary>Ends the run that is under way, or else the next one at its beginning.</summary>
    public void Stop() => _stopped = true;

    /// <summary>Serves until it is stopped; it can be run again.</summary>
    public void Run()
    {
        byte* events = stackalloc byte[BatchSize * EpollEvent.Size];
        while (!_stopped)
        {
            RunPosted();
            if (_stopped)
            {
                break;
            }

            int count = Libc.epoll_wait(_epoll.Value, events, BatchSize, _deadlines.BeginWait());
            if (count < 0 && Marshal.GetLastPInvokeError() != Errno.EINTR)
            {
                throw LibcException.FromLastError("Cannot wait for events");
            }

            _deadlines.EndWait();
            _batch++;
            for (int i = 0; i < count && !_stopped; i++)
            {
                byte* at = events + (i * EpollEvent.Size);
                if (_registrations.TryGetValue(EpollEvent.ReadFd(at), out Registration registration) && registration.SinceBatch != _batch)
                {
                    registration.Handler.OnReady(EpollEvent.ReadEvents(at));
                    RunPosted();
                }
            }

            _deadlines.RunDue();
        }

        _stopped = false;
    }

    public void Dispose() => _epoll.Dispose();

    private void RunPosted()
    {
        while (_posted.TryDequeue(out Action? action))
        {
            action();
        }
    }

    private void Control(int operation, int fd, Readiness interest)
    {
        byte* change = stackalloc byte[16];
        EpollEvent.Write(change, interest, fd);
        if (Libc.epoll_ctl(_epoll.Value, operation, fd, change) != 0)
        {
            throw LibcException.FromLastError($"Cannot watch descriptor {fd}");
        }
    }

    private readonly record struct Registration(IReadyHandler Handler, int SinceBatch);
}
