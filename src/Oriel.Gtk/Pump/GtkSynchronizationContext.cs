using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Threading;
using Oriel.Gtk.Interop;

namespace Oriel.Gtk;

/// <summary>Runs what is posted on the thread of GTK's main loop: GLib's default context.</summary>
/// <remarks>
/// <para>
/// Callbacks run in the order they were posted, behind input that is there and before GTK lays a frame out and draws it (G_PRIORITY_HIGH_IDLE), so what they change is in that frame. After
/// 64 of them in a row those that are left let a frame go first (G_PRIORITY_DEFAULT_IDLE).
/// </para>
/// <para>
/// No exception goes through GTK. One that leaves a callback goes to <see cref="UnhandledException"/>; if nobody handles it, it ends <see cref="GtkMainLoop"/>, whose <c>Run</c> throws it, or, in a loop that the app runs itself, the
/// process.
/// </para>
/// <para>Thread: made on that of GTK; <see cref="Post"/> and <see cref="Send"/> on any.</para>
/// </remarks>
public sealed unsafe class GtkSynchronizationContext : SynchronizationContext
{
    private const int Batch = 64;

    private readonly Lock _lock = new();
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _posted = new();
    private readonly int _threadId = Environment.CurrentManagedThreadId;
    private bool _isScheduled;
    private int _inARow;

    /// <summary>An exception has left a callback. Raised on GTK's thread.</summary>
    public event EventHandler<GtkUnhandledExceptionEventArgs>? UnhandledException;

    /// <summary>Gets what nobody handled; returns whether it takes it.</summary>
    internal Func<Exception, bool>? Loop { get; set; }

    /// <summary>Gives the calling thread, GTK's, a context if it has none.</summary>
    /// <returns>The context it has now, which may be one of the app's or of a binding.</returns>
    public static SynchronizationContext Install()
    {
        if (Current is null || Current.GetType() == typeof(SynchronizationContext))
        {
            SetSynchronizationContext(new GtkSynchronizationContext());
        }

        return Current!;
    }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        ArgumentNullException.ThrowIfNull(d);
        lock (_lock)
        {
            _posted.Enqueue((d, state));
            if (_isScheduled)
            {
                return;
            }

            _isScheduled = true;
        }

        Schedule(GLib.BeforeFrame);
    }

    /// <summary>Runs a callback on GTK's thread and waits for its end. On that thread it runs at once.</summary>
    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state)
    {
        ArgumentNullException.ThrowIfNull(d);
        if (Environment.CurrentManagedThreadId == _threadId)
        {
            d(state);
            return;
        }

        using ManualResetEventSlim done = new();
        ExceptionDispatchInfo? thrown = null;
        Post(
            _ =>
            {
                try
                {
                    d(state);
                }
                catch (Exception e)
                {
                    thrown = ExceptionDispatchInfo.Capture(e);
                }

                done.Set();
            },
            null);
        done.Wait();
        thrown?.Throw();
    }

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    [UnmanagedCallersOnly]
    private static int OnDispatch(nint data)
    {
        const int Remove = 0;
        ((GtkSynchronizationContext)GCHandle.FromIntPtr(data).Target!).RunNext();
        return Remove;
    }

    [UnmanagedCallersOnly]
    private static void OnForgotten(nint data) => GCHandle.FromIntPtr(data).Free();

    private void Schedule(int priority)
    {
        nint source = GLib.g_idle_source_new();
        GLib.g_source_set_priority(source, priority);
        GLib.g_source_set_callback(source, &OnDispatch, GCHandle.ToIntPtr(GCHandle.Alloc(this)), &OnForgotten);

        // Attached to the context, it wakes the loop.
        _ = GLib.g_source_attach(source, 0);
        GLib.g_source_unref(source);
    }

    /// <remarks>A source for each callback, and the next one's is there before this one runs: a main loop inside a callback goes on with those behind it.</remarks>
    private void RunNext()
    {
        (SendOrPostCallback Callback, object? State) next;
        int? priority = null;
        lock (_lock)
        {
            next = _posted.Dequeue();
            _isScheduled = _posted.Count > 0;
            _inARow = _isScheduled ? _inARow + 1 : 0;
            if (_isScheduled)
            {
                priority = _inARow % Batch == 0 ? GLib.AfterFrame : GLib.BeforeFrame;
            }
        }

        if (priority is { } value)
        {
            Schedule(value);
        }

        SynchronizationContext? previous = Current;
        SetSynchronizationContext(this);
        Run(next.Callback, next.State);
        SetSynchronizationContext(previous);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Handed to the app, or the end of the process.")]
    private void Run(SendOrPostCallback callback, object? state)
    {
        try
        {
            callback(state);
        }
        catch (Exception e)
        {
            GtkUnhandledExceptionEventArgs args = new(e);
            UnhandledException?.Invoke(this, args);
            if (!args.Handled && Loop?.Invoke(e) != true)
            {
                // Off GTK's stack, where it ends the process as any exception does that nobody catches.
                ExceptionDispatchInfo captured = ExceptionDispatchInfo.Capture(e);
                _ = ThreadPool.UnsafeQueueUserWorkItem(static thrown => ((ExceptionDispatchInfo)thrown!).Throw(), captured);
            }
        }
    }
}
