using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace Oriel.Gtk.Interop;

/// <summary>Handlers of GObject's signals that end together.</summary>
/// <remarks>No exception leaves a handler for GTK, which could not go on: it goes to the thread's own unhandled path, after what GTK is doing.</remarks>
internal sealed unsafe class SignalSet
{
    private const int After = 1;

    private static readonly SendOrPostCallback s_throw = static state => ((ExceptionDispatchInfo)state!).Throw();

    private readonly List<(nint Instance, nuint Id)> _handlers = [];

    /// <summary>Connects to a signal whose handler gets nothing beside its instance.</summary>
    public void Connect(nint instance, string signal, Action handler) => Add(instance, signal, (nint)(delegate* unmanaged<nint, nint, void>)&OnPlain, handler, 0);

    /// <summary>Connects to a signal whose handler gets one thing more. If it is asked whether that is dealt with, the answer is no.</summary>
    public void Connect(nint instance, string signal, Action<nint> handler, bool isAfter = false) =>
        Add(instance, signal, (nint)(delegate* unmanaged<nint, nint, nint, int>)&OnArgument, handler, isAfter ? After : 0);

    /// <summary>Disconnects all. Their instances must be alive; those that are not had their handlers disconnected by GObject, and are to be forgotten instead.</summary>
    public void DisconnectAll()
    {
        foreach ((nint instance, nuint id) in _handlers)
        {
            Native.g_signal_handler_disconnect(instance, id);
        }

        _handlers.Clear();
    }

    private void Add(nint instance, string signal, nint function, Delegate handler, int flags)
    {
        nint data = GCHandle.ToIntPtr(GCHandle.Alloc(handler));
        _handlers.Add((instance, Native.g_signal_connect_data(instance, signal, function, data, &OnForgotten, flags)));
    }

    [UnmanagedCallersOnly]
    private static void OnPlain(nint instance, nint data)
    {
        try
        {
            ((Action)GCHandle.FromIntPtr(data).Target!)();
        }
        catch (Exception e)
        {
            Report(e);
        }
    }

    [UnmanagedCallersOnly]
    private static int OnArgument(nint instance, nint argument, nint data)
    {
        try
        {
            ((Action<nint>)GCHandle.FromIntPtr(data).Target!)(argument);
        }
        catch (Exception e)
        {
            Report(e);
        }

        return 0;
    }

    [UnmanagedCallersOnly]
    private static void OnForgotten(nint data, nint closure) => GCHandle.FromIntPtr(data).Free();

    [SuppressMessage("Usage", "VSTHRD001", Justification = "The thread's own path.")]
    private static void Report(Exception exception) => SynchronizationContext.Current!.Post(s_throw, ExceptionDispatchInfo.Capture(exception));
}
