using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using Oriel.Hosting.Displays;

namespace Oriel.Hosting.Embedding;

/// <summary>
/// This process's connection to a display, shared by its views there, with the one thread that reads it. It ends with the last of them.
/// </summary>
internal sealed class HostDisplay
{
    private static readonly Lock s_lock = new();
    private static readonly Dictionary<string, HostDisplay> s_open = [];

    private readonly ConcurrentDictionary<uint, Action<XEvent>> _listeners = new();
    private readonly string _name;

    /// <summary>A window to send the reader a word by.</summary>
    private readonly uint _mailbox;
    private int _users;

    private HostDisplay(string name)
    {
        _name = name;
        Connection = XConnection.Open(name);
        _mailbox = Connection.CreateWindow(Connection.Root, new XRectangle(-100, -100, 1, 1), 0);
        new Thread(Read) { IsBackground = true, Name = $"Oriel X11 {name}" }.Start();
    }

    public XConnection Connection { get; }

    /// <exception cref="DisplayException">The display cannot be used.</exception>
    public static HostDisplay Acquire(string name)
    {
        lock (s_lock)
        {
            if (!s_open.TryGetValue(name, out HostDisplay? display) || display.Connection.IsLost)
            {
                s_open[name] = display = new HostDisplay(name);
            }

            display._users++;
            return display;
        }
    }

    public void Release()
    {
        lock (s_lock)
        {
            if (--_users > 0)
            {
                return;
            }

            if (s_open.GetValueOrDefault(_name) == this)
            {
                _ = s_open.Remove(_name);
            }

            Wake();
        }
    }

    /// <param name="window">Which.</param>
    /// <param name="listener">Called on the reader's thread, with all it is told of the window.</param>
    public void Listen(uint window, Action<XEvent> listener) => _listeners[window] = listener;

    public void Unlisten(uint window) => _listeners.TryRemove(window, out _);

    /// <summary>Ends the reader, which closes the connection: nobody else could while it waits there.</summary>
    private void Wake()
    {
        Span<byte> message = stackalloc byte[32];
        message[0] = (byte)XEventType.ClientMessage;
        message[1] = 32;
        _ = BitConverter.TryWriteBytes(message[4..], _mailbox);

        // Without a mask it goes to whoever made the window.
        Connection.Send(_mailbox, 0, message);
        Connection.Flush();
    }

    private void Read()
    {
        // What the server refuses is about windows that others have destroyed meanwhile, and the notice of that comes, too.
        while (Connection.Wait(out XEvent e))
        {
            if (e.Window == _mailbox)
            {
                // Not before whoever sent it is done with the connection.
                lock (s_lock)
                {
                    Connection.Dispose();
                }

                return;
            }

            if (_listeners.TryGetValue(e.Window, out Action<XEvent>? listener))
            {
                listener(e);
            }
        }
    }
}
