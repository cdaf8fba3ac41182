using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace Oriel.Tour;

/// <summary>Turns Ctrl+C and the polite signals into a cancellation, so that everything is closed before the process ends.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    private Interruption(Action<PosixSignalContext> handle, params PosixSignal[] signals) =>
        _registrations = Array.ConvertAll(signals, signal => PosixSignalRegistration.Create(signal, handle));

    internal CancellationToken Token => _source.Token;

    /// <summary>The first signal cancels, and a second one ends the process the hard way.</summary>
    internal static Interruption Watch()
    {
        Interruption? made = null;
        made = new Interruption(signal =>
        {
            if (made is { _source.IsCancellationRequested: false })
            {
                signal.Cancel = true;
                made._source.Cancel();
            }
        }, PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP);
        return made;
    }

    /// <summary>For host processes: a terminal sends Ctrl+C to all of them at once, but it is the tour that ends them.</summary>
    internal static Interruption Ignore() => new(static signal => signal.Cancel = true, PosixSignal.SIGINT);

    public void Dispose()
    {
        Array.ForEach(_registrations, static registration => registration.Dispose());
        _source.Dispose();
    }
}
