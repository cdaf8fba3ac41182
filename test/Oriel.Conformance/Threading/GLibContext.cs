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
        InvokeFull(_context, 200, Marshal.GetFunctionPointerForDelegate(s_run), GCHandle.ToIntPtr(_self), 0);
    }

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs the loop on the calling thread until the condition holds; nested, if it runs already.</summary>
    public void RunUntil(Func<bool> isOver)
    {
        while (!isOver())
        {
            _ = Iterate(_context, mayBlock: 1);
        }
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

    [LibraryImport(Library, EntryPoint = "g_main_context_invoke_full")]
    private static partial void InvokeFull(nint context, int priority, nint callback, nint data, nint notify);
}
