using System;

namespace Oriel.Gtk;

/// <summary>Tells of an exception that has left a callback on GTK's thread.</summary>
public sealed class GtkUnhandledExceptionEventArgs : EventArgs
{
    internal GtkUnhandledExceptionEventArgs(Exception exception) => Exception = exception;

    /// <summary>The exception.</summary>
    public Exception Exception { get; }

    /// <summary>Whether the app has dealt with it, and goes on.</summary>
    public bool Handled { get; set; }
}
