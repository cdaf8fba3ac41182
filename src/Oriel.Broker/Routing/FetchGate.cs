using System;
using System.Collections.Generic;
using Oriel.Broker.Chromium;
using Oriel.Ipc.Loop;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Cdp;
using Oriel.Protocol.Messages;

namespace Oriel.Broker.Routing;

/// <summary>
/// Paused requests on their way to the host that owns the frame. The browser tells of a request and of its frame on different sessions, so the request may come first;
/// then it waits until the frame is known. Should that never be, it goes on as if nobody had asked: a page must not hang because we do not know it.
/// </summary>
internal sealed class FetchGate
{
    private readonly EventLoop _loop;
    private readonly ViewRegistry _views;
    private readonly BrowserCalls _calls;
    private readonly TimeSpan _patience;
    private readonly Dictionary<HexId, List<byte[]>> _waiting = [];
    private readonly HashSet<HexId> _unowned = [];

    public FetchGate(EventLoop loop, ViewRegistry views, BrowserCalls calls, LifetimeBounds bounds)
    {
        _loop = loop;
        _views = views;
        _calls = calls;
        _patience = bounds.UnknownFrame;
    }

    /// <returns>The owner's link, or null if the request waits or has gone on.</returns>
    public IMessageSink? Route(in MessageHeader header, ReadOnlySpan<byte> message)
    {
        HexId frame = HexId.Parse(ReadText(header.Params, "frameId"u8));
        if (_views.FindByFrame(frame) is { } view)
        {
            return view.Owner;
        }

        if (_unowned.Contains(frame))
        {
            GoOn(message);
            return null;
        }

        if (!_waiting.TryGetValue(frame, out List<byte[]>? messages))
        {
            _waiting.Add(frame, messages = []);
            _loop.Schedule(_patience, () => GiveUp(frame));
        }

        messages.Add(message.ToArray());
        return null;
    }

    /// <summary>The frame has an owner now.</summary>
    public void OnFrameKnown(HexId frame, IMessageSink owner)
    {
        if (_waiting.Remove(frame, out List<byte[]>? messages))
        {
            foreach (byte[] message in messages)
            {
                owner.Send(message);
            }
        }
    }

    /// <summary>Nobody will ever own the frame: its page is nobody's.</summary>
    public void OnFrameUnowned(HexId frame)
    {
        _unowned.Add(frame);
        GiveUp(frame);
    }

    /// <summary>The page is gone.</summary>
    public void OnFrameGone(HexId frame)
    {
        _unowned.Remove(frame);
        _waiting.Remove(frame);
    }

    /// <summary>The browser is gone.</summary>
    public void Clear()
    {
        _waiting.Clear();
        _unowned.Clear();
    }

    private void GiveUp(HexId frame)
    {
        if (_waiting.Remove(frame, out List<byte[]>? messages))
        {
            foreach (byte[] message in messages)
            {
                GoOn(message);
            }
        }
    }

    private void GoOn(ReadOnlySpan<byte> message)
    {
        MessageHeader header = MessageHeader.Parse(message);
        string requestId = System.Text.Encoding.UTF8.GetString(ReadText(header.Params, "requestId"u8));
        if (header.Method.SequenceEqual(Fetch.AuthRequiredEvent.Method))
        {
            _calls.Send("", new Fetch.ContinueWithAuthCommand(requestId, new Fetch.AuthChallengeResponse("Default")));
        }
        else
        {
            _calls.Send("", new Fetch.ContinueRequestCommand(requestId));
        }
    }

    // The events hold whole requests; only the one member is looked at.
    private static ReadOnlySpan<byte> ReadText(ReadOnlySpan<byte> parameters, ReadOnlySpan<byte> name)
    {
        CborReader reader = new(parameters);
        CborScope scope = reader.ReadStartMap();
        while (reader.TryReadKey(ref scope, out ReadOnlySpan<byte> key))
        {
            if (key.SequenceEqual(name))
            {
                return reader.ReadUtf8();
            }

            reader.SkipValue();
        }

        return default;
    }
}
