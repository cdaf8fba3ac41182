using System;
using System.Diagnostics.CodeAnalysis;

namespace Oriel.Core.Dispatching;

/// <summary>Runs the handlers of an event, each on its own: what one throws goes to the thread's own unhandled path and the next still runs.</summary>
internal static class EventRaiser
{
    /// <param name="handlers">The app's handlers.</param>
    /// <param name="sender">The public object the event is of.</param>
    /// <param name="args">The event's arguments.</param>
    /// <param name="dispatcher">The thread this runs on.</param>
    /// <param name="isOver">Asked before each handler: a view that a handler closed raises nothing more.</param>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever a handler throws goes to the thread's own unhandled path.")]
    internal static void Raise<TArgs>(EventHandler<TArgs>? handlers, object sender, TArgs args, UiDispatcher dispatcher, Func<bool>? isOver = null)
    {
        object? outer = dispatcher.Raising;
        dispatcher.Raising = args;
        foreach (EventHandler<TArgs> handler in Delegate.EnumerateInvocationList(handlers))
        {
            if (isOver?.Invoke() ?? false)
            {
                break;
            }

            try
            {
                handler(sender, args);
            }
            catch (Exception exception)
            {
                dispatcher.ReportUnhandled(exception);
            }
        }

        dispatcher.Raising = outer;
    }
}
