using System;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Core.Dispatching;

namespace Oriel.Threading;

/// <summary>
/// A message pump for programs that have no UI toolkit: console apps, services and tests. It gives the calling thread a
/// <see cref="SynchronizationContext"/> whose posted callbacks run on that thread, one at a time, which is what a WebView2
/// needs of the thread it is created on.
/// </summary>
/// <remarks>
/// Thread: the pump belongs to the thread that calls <see cref="Run(Func{Task})"/>. <see cref="PushFrame"/> and
/// <see cref="MessagePumpFrame.Continue"/> make nested loops, the equivalent of a modal dialog.
/// </remarks>
public static class MessagePump
{
    /// <summary>An exception has left a callback of the calling thread's pump: a posted one, a timer's, or a handler of a WebView2 event. Raised on that thread.</summary>
    /// <remarks>Handlers belong to the pump of the thread that adds them. A pump without any, or whose handlers leave <see cref="MessagePumpUnhandledExceptionEventArgs.Handled"/> false, ends, and <c>Run</c> throws.</remarks>
    /// <exception cref="InvalidOperationException">This thread runs no pump.</exception>
    public static event EventHandler<MessagePumpUnhandledExceptionEventArgs>? UnhandledException
    {
        add => Current(nameof(UnhandledException)).UnhandledException += value;
        remove => Current(nameof(UnhandledException)).UnhandledException -= value;
    }

    /// <summary>The time of the calling thread's pump. Its timers tick on this thread, in their turn with all other callbacks; so does what awaits <c>Task.Delay</c> with it.</summary>
    /// <remarks>Timers may be made, changed and disposed of on any thread. One that is disposed of on the pump's thread does not tick any more. Ticks that a busy thread misses are not made up for.</remarks>
    /// <exception cref="InvalidOperationException">This thread runs no pump.</exception>
    public static TimeProvider TimeProvider => Current(nameof(TimeProvider)).Time;

    /// <summary>Runs <paramref name="start"/> on this thread and pumps until <see cref="Exit"/> is called.</summary>
    /// <param name="start">Opens the first window, so to speak.</param>
    /// <exception cref="ArgumentNullException"><paramref name="start"/> is null.</exception>
    /// <inheritdoc cref="Run(Func{Task})" path="/exception[@cref='T:System.InvalidOperationException']"/>
    /// <inheritdoc cref="Run(Func{Task})" path="/remarks"/>
    public static void Run(Action start)
    {
        ArgumentNullException.ThrowIfNull(start);
        RunPump(context =>
        {
            start();
            context.PushFrame(new MessagePumpFrame(context));
            return true;
        });
    }

    /// <summary>Runs <paramref name="main"/> on this thread and pumps until the task it returns is complete.</summary>
    /// <param name="main">The program; its awaits continue on this thread.</param>
    /// <exception cref="ArgumentNullException"><paramref name="main"/> is null.</exception>
    /// <exception cref="InvalidOperationException">This thread runs a pump already: use <see cref="PushFrame"/> for a nested loop.</exception>
    /// <exception cref="OperationCanceledException"><see cref="Exit"/> was called before the task was complete.</exception>
    /// <remarks>
    /// Whatever <paramref name="main"/> throws is thrown here. An exception that leaves a posted callback, such as that of an event
    /// handler, ends the pump and is thrown here as well, unless a handler of <see cref="UnhandledException"/> handles it. When the pump
    /// ends, callbacks still queued are dropped and views still open are closed, as a window is destroyed with its thread.
    /// </remarks>
    public static void Run(Func<Task> main)
    {
        ArgumentNullException.ThrowIfNull(main);
        _ = Run(() => CompleteAsync(main));
    }

    /// <summary>Runs <paramref name="main"/> on this thread, pumps until its task is complete and returns the task's result.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="main">The program; its awaits continue on this thread.</param>
    /// <returns>What the task of <paramref name="main"/> returned.</returns>
    /// <inheritdoc cref="Run(Func{Task})" path="/exception"/>
    /// <inheritdoc cref="Run(Func{Task})" path="/remarks"/>
    public static T Run<T>(Func<Task<T>> main)
    {
        ArgumentNullException.ThrowIfNull(main);
        return RunPump(context =>
        {
            Task<T> task = main() ?? throw new InvalidOperationException("The function given to MessagePump.Run returned no task.");
            MessagePumpFrame frame = new(context);
            _ = task.ContinueWith(
                static (_, state) => ((MessagePumpFrame)state!).Continue = false,
                frame, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            context.PushFrame(frame);
            return task.IsCompleted
                ? task.GetAwaiter().GetResult()
                : throw new OperationCanceledException("MessagePump.Exit was called before the task given to MessagePump.Run was complete. To run until Exit is called, give Run an Action.");
        });
    }

    /// <summary>Ends the calling thread's pump: every loop of it, nested ones first, each when the callback that runs has returned.</summary>
    /// <exception cref="InvalidOperationException">This thread runs no pump. On another thread, post the call to the pump's <see cref="SynchronizationContext"/>.</exception>
    public static void Exit() => Current(nameof(Exit)).Exit();

    /// <summary>Makes a frame for a nested loop on this thread's pump.</summary>
    /// <returns>A frame whose loop has not been entered.</returns>
    /// <exception cref="InvalidOperationException">This thread runs no pump.</exception>
    public static MessagePumpFrame CreateFrame() => new(Current(nameof(CreateFrame)));

    /// <summary>Pumps this thread, nested inside whatever is running, until the frame's <see cref="MessagePumpFrame.Continue"/> is false.</summary>
    /// <param name="frame">A frame made on this thread.</param>
    /// <exception cref="ArgumentNullException"><paramref name="frame"/> is null.</exception>
    /// <exception cref="InvalidOperationException">This thread runs no pump, or the frame belongs to another thread's pump.</exception>
    /// <remarks>
    /// Inside a WebView2 event handler a nested loop runs the thread's own posted callbacks, but no WebView2 event and no WebView2
    /// completion is delivered until the handler has returned.
    /// </remarks>
    public static void PushFrame(MessagePumpFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        MessagePumpSynchronizationContext context = Current(nameof(PushFrame));
        if (!ReferenceEquals(frame.Context, context))
        {
            throw new InvalidOperationException(
                "The frame given to MessagePump.PushFrame was made on another thread's pump. Make it with MessagePump.CreateFrame on this thread.");
        }

        context.PushFrame(frame);
    }

    private static T RunPump<T>(Func<MessagePumpSynchronizationContext, T> body)
    {
        SynchronizationContext? previous = SynchronizationContext.Current;
        if (previous is MessagePumpSynchronizationContext)
        {
            throw new InvalidOperationException(
                $"MessagePump.Run was called on thread {Environment.CurrentManagedThreadId}, which runs a pump already. "
                + "Use MessagePump.PushFrame for a nested loop.");
        }

        MessagePumpSynchronizationContext context = new(Thread.CurrentThread);
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            return body(context);
        }
        finally
        {
            context.Dispose();
            SynchronizationContext.SetSynchronizationContext(previous);
        }
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    private static async Task<bool> CompleteAsync(Func<Task> main)
    {
        await main();
        return true;
    }

    private static MessagePumpSynchronizationContext Current(string member) =>
        SynchronizationContext.Current as MessagePumpSynchronizationContext
        ?? throw new InvalidOperationException(
            $"MessagePump.{member} was called on thread {Environment.CurrentManagedThreadId}, which runs no message pump. "
            + "Call it from inside MessagePump.Run.");
}
