using System;
using System.Threading;
using Oriel.Ipc.Loop;
using Oriel.Protocol;

namespace Oriel.Client.Connections;

/// <summary>
/// Reads what a broker sends. Constraints: messages are delivered in the order of the wire; a UI thread that is busy, or blocked for good,
/// must not hold up the connection; a UI thread that sleeps in its loop should get an answer without another thread's waking in between, which
/// is what an answer costs most.
/// </summary>
/// <remarks>
/// Scheme: a thread of its own can always read. While a UI thread's loop sleeps, the loop reads instead and the thread waits for a timer, which
/// the loop sets when it goes to run messages and clears when it is back: a loop that stays away for <see cref="s_absenceLimit"/> has lost the
/// reading to the thread until it sleeps again. Who reads is only a matter of speed: reading is under a lock, and both may find nothing there.
/// A large message is left to the thread, so that reading it does not make the UI stutter.
/// </remarks>
internal sealed class Receiver : ILoopSource, IDisposable
{
    private static readonly TimeSpan s_absenceLimit = TimeSpan.FromMilliseconds(2);

    private readonly IByteTransport _transport;
    private readonly DeliverFrame _deliver;
    private readonly Action<ConnectionClosedException> _closed;
    private readonly FrameBuffer _frames = new();
    private readonly WakeTimer _absence = new();
    private readonly Lock _reading = new();
    private ISourceLoop? _loop;
    private volatile bool _loopReads;
    private volatile bool _largeMessage;
    private volatile ConnectionClosedException? _end;

    /// <param name="transport">Disposed when the reading has ended.</param>
    /// <param name="deliver">Gets each message. Called on any thread, one at a time; must not run app code.</param>
    /// <param name="closed">Told once, with why nothing will come any more.</param>
    internal Receiver(IByteTransport transport, DeliverFrame deliver, Action<ConnectionClosedException> closed)
    {
        _transport = transport;
        _deliver = deliver;
        _closed = closed;
    }

    internal delegate void DeliverFrame(ReadOnlySpan<byte> frame);

    int ILoopSource.Descriptor => _transport.Descriptor!.Value;

    /// <summary>Starts receiving. Called once.</summary>
    internal void Start() => new Thread(Run) { IsBackground = true, Name = "Oriel receive" }.Start();

    /// <summary>Lets <paramref name="loop"/> read while it sleeps. The first loop that asks gets it, until it ends.</summary>
    internal void ShareWith(ISourceLoop loop)
    {
        if (_transport.Descriptor is null || Interlocked.CompareExchange(ref _loop, loop, null) is not null)
        {
            return;
        }

        if (!loop.TryWatch(this))
        {
            Volatile.Write(ref _loop, null);
        }
        else if (_end is not null)
        {
            loop.Unwatch(this);
        }
    }

    bool ILoopSource.OnSleeping()
    {
        if (_largeMessage || _end is not null)
        {
            return false;
        }

        _absence.Clear();
        return _loopReads = true;
    }

    void ILoopSource.OnRunning()
    {
        if (_loopReads)
        {
            _loopReads = false;
            _absence.Set(s_absenceLimit);
        }
    }

    void ILoopSource.OnReadable()
    {
        if (!Read() || _largeMessage)
        {
            LeaveToThread();
        }
    }

    void ILoopSource.OnLoopEnded()
    {
        Volatile.Write(ref _loop, null);
        LeaveToThread();
    }

    public void Dispose()
    {
        Volatile.Read(ref _loop)?.Unwatch(this);
        _transport.Dispose();
        _absence.Dispose();
    }

    private void LeaveToThread()
    {
        _loopReads = false;
        _absence.Set(TimeSpan.Zero);
    }

    private void Run()
    {
        while (_end is null)
        {
            if (_loopReads)
            {
                _absence.Wait();
            }

            while (!_loopReads && _end is null)
            {
                WaitReadable();
                if (!_loopReads)
                {
                    _ = Read();
                }
            }
        }

        _closed(_end);
        Dispose();
    }

    private void WaitReadable()
    {
        try
        {
            _transport.WaitReadable();
        }
        catch (System.IO.IOException lost)
        {
            _end = Lost(lost);
        }
    }

    private static ConnectionClosedException Lost(System.IO.IOException cause) =>
        new(CloseReason.BrokerLost, "The broker process of this user data folder is gone: " + cause.Message, cause);

    /// <summary>Reads once and delivers what is complete.</summary>
    /// <returns>False when the connection is over.</returns>
    private bool Read()
    {
        lock (_reading)
        {
            if (_end is not null)
            {
                return false;
            }

            try
            {
                int count = _transport.TryReceive(_frames.GetRoom());
                if (count == 0)
                {
                    _end = new ConnectionClosedException(
                        CloseReason.BrokerLost,
                        "The broker process of this user data folder ended without a word, and the browser with it. Create the views again; a new browser is started for them.");
                    return false;
                }

                if (count > 0)
                {
                    _frames.Advance(count);
                    while (_frames.TryTake(out ReadOnlySpan<byte> frame))
                    {
                        _deliver(frame);
                    }

                    _largeMessage = _frames.IsAmidLargeMessage;
                }

                return true;
            }
            catch (ProtocolException garbage)
            {
                _end = new ConnectionClosedException(CloseReason.ProtocolViolation, "What came from the broker is not its protocol: " + garbage.Message, garbage);
            }
            catch (System.IO.IOException lost)
            {
                _end = Lost(lost);
            }

            return false;
        }
    }
}
