using System;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Threading;

namespace Oriel.Conformance.Threading;

/// <summary>GLib's main loop as a thread's context, as a GTK app has it: what is posted runs in the order of its priority queue.</summary>
internal sealed partial class GLibContext : SynchronizationContext, IDisposable
{
    private const string Library = "libglib-2.0.so.0";

    // GLib holds the pointer to it, so it must not move or go.
    private static readonly SourceCallback s_run = Run;

    private readonly ConcurrentQueue<(SendOrPostCallback Callback, object? State)> _posted = new();
    private readonly nint _context = NewContext();
    private readonly GCHandle _self;

    public GLibContext() => _self = GCHandle.Alloc(this);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int SourceCallback(nint data);

    public override void Post(SendOrPostCallback d, object? state)
    {
        _posted.Enqueue((d, state));

        // Not g_main_context_invoke, which runs what the loop's own thread posts at once.
        nint source = NewIdleSource();
        SetCallback(source, Marshal.GetFunctionPointerForDelegate(s_run), GCHandle.ToIntPtr(_self), 0);
        _ = Attach(source, _context);
        UnrefSource(source);
    }

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Turns the context on the calling thread until the condition holds.</summary>
    public void RunUntil(Func<bool> isOver)
    {
        while (!isOver())
        {
            _ = Iterate(_context, mayBlock: 1);
        }
    }

    /// <summary>Runs a main loop of its own on the calling thread, as a modal dialog of GTK does, until it is told to quit, by whatever thread.</summary>
    public void RunNested(Action<Action> begin)
    {
        nint loop = NewLoop(_context, isRunning: 0);
        begin(() => QuitLoop(loop));
        RunLoop(loop);
        UnrefLoop(loop);
    }

    public void Dispose()
    {
        Unref(_context);
        _self.Free();
    }

    private static int Run(nint data)
    {
        GLibContext context = (GLibContext)GCHandle.FromIntPtr(data).Target!;
        if (context._posted.TryDequeue(out (SendOrPostCallback Callback, object? State) next))
        {
            next.Callback(next.State);
        }

        // G_SOURCE_REMOVE
        return 0;
    }

    [LibraryImport(Library, EntryPoint = "g_main_context_new")]
    private static partial nint NewContext();

    [LibraryImport(Library, EntryPoint = "g_main_context_unref")]
    private static partial void Unref(nint context);

    [LibraryImport(Library, EntryPoint = "g_main_context_iteration")]
    private static partial int Iterate(nint context, int mayBlock);

    [LibraryImport(Library, EntryPoint = "g_idle_source_new")]
    private static partial nint NewIdleSource();

    [LibraryImport(Library, EntryPoint = "g_source_set_callback")]
    private static partial void SetCallback(nint source, nint callback, nint data, nint notify);

    [LibraryImport(Library, EntryPoint = "g_source_attach")]
    private static partial uint Attach(nint source, nint context);

    [LibraryImport(Library, EntryPoint = "g_source_unref")]
    private static partial void UnrefSource(nint source);

    [LibraryImport(Library, EntryPoint = "g_main_loop_new")]
    private static partial nint NewLoop(nint context, int isRunning);

    [LibraryImport(Library, EntryPoint = "g_main_loop_run")]
    private static partial void RunLoop(nint loop);

    [LibraryImport(Library, EntryPoint = "g_main_loop_quit")]
    private static partial void QuitLoop(nint loop);

    [LibraryImport(Library, EntryPoint = "g_main_loop_unref")]
    private static partial void UnrefLoop(nint loop);
}
