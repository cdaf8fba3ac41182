using System;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Gtk.Interop;

namespace Oriel.Gtk;

/// <summary>GTK's main loop, for an app without a binding that has one. An app with one needs a <see cref="SynchronizationContext"/> only: <see cref="GtkSynchronizationContext.Install"/>.</summary>
/// <remarks>Thread: the one that calls <see cref="Run(Action)"/> is GTK's.</remarks>
public sealed class GtkMainLoop
{
    [ThreadStatic]
    private static GtkMainLoop? s_current;

    private readonly nint _loop = GLib.g_main_loop_new(0, 0);
    private Exception? _thrown;

    private GtkMainLoop()
    {
    }

    /// <summary>Runs <paramref name="start"/> and then the loop, until <see cref="Quit"/> is called.</summary>
    /// <param name="start">Opens the first window.</param>
    /// <exception cref="ArgumentNullException"><paramref name="start"/> is null.</exception>
    /// <exception cref="InvalidOperationException">No GTK is loaded (see <see cref="GtkLibrary.Load"/>), or this thread runs a loop already.</exception>
    /// <remarks>What an event handler or another callback throws, and no handler of <see cref="GtkSynchronizationContext.UnhandledException"/> handles, ends the loop and is thrown here.</remarks>
    public static void Run(Action start)
    {
        ArgumentNullException.ThrowIfNull(start);
        Run(_ => start());
    }

    /// <summary>Runs <paramref name="main"/> and the loop until the task it returns is complete, or <see cref="Quit"/> is called. What the task throws is thrown here.</summary>
    /// <param name="main">The program; its awaits go on on this thread.</param>
    /// <inheritdoc cref="Run(Action)" path="/exception"/>
    /// <inheritdoc cref="Run(Action)" path="/remarks"/>
    public static void Run(Func<Task> main)
    {
        ArgumentNullException.ThrowIfNull(main);
        Task? task = null;
        Run(context =>
        {
            task = main() ?? throw new InvalidOperationException("The function given to GtkMainLoop.Run returned no task.");
            _ = task.ContinueWith(static (_, state) => ((SynchronizationContext)state!).Post(static _ => Quit(), null), context, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        });
        if (task!.IsCompleted)
        {
            task.GetAwaiter().GetResult();
        }
    }

    /// <summary>Ends the calling thread's loop. On another thread, post the call to GTK's.</summary>
    /// <exception cref="InvalidOperationException">This thread runs no such loop.</exception>
    public static void Quit()
    {
        GtkMainLoop loop = s_current ?? throw new InvalidOperationException($"GtkMainLoop.Quit was called on thread {Environment.CurrentManagedThreadId}, which is not in GtkMainLoop.Run. Post the call to GTK's thread.");
        GLib.g_main_loop_quit(loop._loop);
    }

    private static void Run(Action<SynchronizationContext> start)
    {
        if (s_current is not null)
        {
            throw new InvalidOperationException("GtkMainLoop.Run was called on a thread that is in it already. For a nested loop use a modal dialog or GLib's own.");
        }

        GtkLibrary.Toolkit.Initialize();
        SynchronizationContext? previous = SynchronizationContext.Current;
        GtkSynchronizationContext context = previous as GtkSynchronizationContext ?? new GtkSynchronizationContext();
        SynchronizationContext.SetSynchronizationContext(context);
        GtkMainLoop loop = new();
        s_current = loop;
        context.Loop = loop.End;
        try
        {
            start(context);
            GLib.g_main_loop_run(loop._loop);
        }
        finally
        {
            context.Loop = null;
            s_current = null;
            GLib.g_main_loop_unref(loop._loop);
            SynchronizationContext.SetSynchronizationContext(previous);
        }

        if (loop._thrown is { } thrown)
        {
            ExceptionDispatchInfo.Throw(thrown);
        }
    }

    /// <summary>The first one counts: what comes while the loop ends is a consequence.</summary>
    private bool End(Exception exception)
    {
        _thrown ??= exception;
        GLib.g_main_loop_quit(_loop);
        return true;
    }
}
