using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using Oriel.Client.Connections;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Cdp;
using Oriel.Protocol.Messages;

namespace Oriel.Client.Sessions;

/// <summary>
/// The sessions of a connection, and which of them each frame belongs to. Browser-level events name a frame, not a session; and a session
/// announced by one event may be spoken on by the next, so both are followed on the receive loop, before anything is posted.
/// </summary>
internal sealed class SessionTable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, CdpSession> _sessions = [];
    private readonly Dictionary<string, CdpSession> _frames = [];
    private readonly HashSet<string> _popups = [];

    internal void Add(CdpSession session, string? mainFrameId)
    {
        lock (_lock)
        {
            _sessions[session.SessionId] = session;
            if (mainFrameId is not null)
            {
                _frames[mainFrameId] = session.Root;
            }
        }
    }

    /// <returns>The session and, if it was a page's, those under it.</returns>
    internal CdpSession[] Remove(string sessionId)
    {
        lock (_lock)
        {
            if (!_sessions.Remove(sessionId, out CdpSession? session))
            {
                return [];
            }

            if (session.Parent is not null)
            {
                return [session];
            }

            foreach ((string frameId, CdpSession owner) in _frames)
            {
                if (ReferenceEquals(owner, session))
                {
                    _frames.Remove(frameId);
                }
            }

            CdpSession[] under = [.. _sessions.Values.Where(other => ReferenceEquals(other.Root, session))];
            foreach (CdpSession other in under)
            {
                _sessions.Remove(other.SessionId);
            }

            return [session, .. under];
        }
    }

    internal CdpSession? Find(string sessionId)
    {
        lock (_lock)
        {
            return _sessions.GetValueOrDefault(sessionId);
        }
    }

    internal CdpSession? Find(ReadOnlySpan<byte> sessionId)
    {
        Span<char> chars = stackalloc char[64];
        if (sessionId.Length > chars.Length || !Encoding.ASCII.TryGetChars(sessionId, chars, out int length))
        {
            return null;
        }

        lock (_lock)
        {
            return _sessions.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(chars[..length], out CdpSession? session) ? session : null;
        }
    }

    /// <summary>The page that a browser-level event is about: whose frame it names, or who opened the window that it announces.</summary>
    internal CdpSession? OwnerOf(BrokerConnection connection, in MessageHeader message)
    {
        if (message.Method.StartsWith("Fetch."u8))
        {
            string frameId = FrameIdOf(message);
            lock (_lock)
            {
                return _frames.GetValueOrDefault(frameId);
            }
        }

        if (LostTargetOf(message) is { } targetId)
        {
            lock (_lock)
            {
                return _frames.GetValueOrDefault(targetId);
            }
        }

        return message.Method.SequenceEqual(Target.AttachedToTargetEvent.Method) ? AddPopup(connection, message) : null;
    }

    /// <summary>The target, or one of the targets of one view, of which the message says that it has lost its renderer; null if it says something else.</summary>
    private static string? LostTargetOf(in MessageHeader message)
    {
        CborReader reader = new(message.Params);
        if (message.Method.SequenceEqual(Target.TargetCrashedEvent.Method))
        {
            return Target.TargetCrashedEvent.Read(ref reader).TargetId;
        }

        if (message.Method.SequenceEqual(BrokerDomain.RendererLostEvent.Method))
        {
            return BrokerDomain.RendererLostEvent.Read(ref reader).TargetId;
        }

        return message.Method.SequenceEqual(BrokerDomain.RendererExitedEvent.Method) && BrokerDomain.RendererExitedEvent.Read(ref reader).TargetIds is [string first, ..] ? first : null;
    }

    /// <summary>A popup's window has got a host of its own: from here on its events are no longer its opener's.</summary>
    internal void Release(CdpSession popup, string targetId)
    {
        lock (_lock)
        {
            _popups.Remove(popup.SessionId);
            _frames[targetId] = popup;
        }
    }

    /// <summary>Follows the end of popups that nobody has taken over; a view's page ends with its view.</summary>
    internal CdpSession[] TrackBrowser(in MessageHeader message)
    {
        if (!message.Method.SequenceEqual(Target.DetachedFromTargetEvent.Method))
        {
            return [];
        }

        CborReader reader = new(message.Params);
        string sessionId = Target.DetachedFromTargetEvent.Read(ref reader).SessionId;
        bool isPopup;
        lock (_lock)
        {
            isPopup = _popups.Remove(sessionId);
        }

        return isPopup ? Remove(sessionId) : [];
    }

    /// <summary>Follows what an event says of sessions and frames.</summary>
    /// <returns>The sessions that ended with it.</returns>
    internal CdpSession[] Track(BrokerConnection connection, CdpSession session, in MessageHeader message)
    {
        ReadOnlySpan<byte> method = message.Method;
        if (method.SequenceEqual(Page.FrameAttachedEvent.Method))
        {
            CborReader reader = new(message.Params);
            Page.FrameAttachedEvent attached = Page.FrameAttachedEvent.Read(ref reader);
            lock (_lock)
            {
                _frames[attached.FrameId] = session.Root;
            }
        }
        else if (method.SequenceEqual(Target.AttachedToTargetEvent.Method))
        {
            CborReader reader = new(message.Params);
            Target.AttachedToTargetEvent attached = Target.AttachedToTargetEvent.Read(ref reader);
            Add(new CdpSession(connection, attached.SessionId, session.Queue, session), attached.TargetInfo.Type == "iframe" ? attached.TargetInfo.TargetId : null);
        }
        else if (method.SequenceEqual(Target.DetachedFromTargetEvent.Method))
        {
            CborReader reader = new(message.Params);
            Target.DetachedFromTargetEvent detached = Target.DetachedFromTargetEvent.Read(ref reader);
            return Remove(detached.SessionId);
        }

        return [];
    }

    private CdpSession? AddPopup(BrokerConnection connection, in MessageHeader message)
    {
        CborReader reader = new(message.Params);
        Target.AttachedToTargetEvent attached = Target.AttachedToTargetEvent.Read(ref reader);
        lock (_lock)
        {
            CdpSession? opener = attached.TargetInfo.OpenerFrameId is { } frame ? _frames.GetValueOrDefault(frame) : null;
            opener ??= attached.TargetInfo.OpenerId is { } target ? _frames.GetValueOrDefault(target) : null;
            if (opener is not null)
            {
                _sessions[attached.SessionId] = new CdpSession(connection, attached.SessionId, opener.Queue, parent: null);
                _popups.Add(attached.SessionId);

                // Whoever is to host the window is not decided yet; until then its opener hears of it.
                _frames[attached.TargetInfo.TargetId] = opener;
            }

            return opener;
        }
    }

    private static string FrameIdOf(in MessageHeader message)
    {
        CborReader reader = new(message.Params);
        CborScope scope = reader.ReadStartMap();
        while (reader.TryReadKey(ref scope, out ReadOnlySpan<byte> key))
        {
            if (key.SequenceEqual("frameId"u8))
            {
                return reader.ReadString();
            }

            reader.SkipValue();
        }

        return "";
    }
}
