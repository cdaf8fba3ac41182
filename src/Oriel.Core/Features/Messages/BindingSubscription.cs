using System;
using System.Text;
using System.Threading;
using Oriel.Client.Sessions;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Cdp;
using Oriel.Protocol.Messages;

namespace Oriel.Core.Features.Messages;

/// <summary>
/// <c>Runtime.bindingCalled</c> of one binding, read in place: pages send messages by the thousand, and each is to cost the app its text and its event arguments and nothing else.
/// </summary>
/// <param name="member">The member of the API that waits for it, for people.</param>
/// <param name="bindingName">ASCII.</param>
/// <param name="handler">Called in the session's queue.</param>
internal sealed class BindingSubscription(string member, string bindingName, BindingSubscription.Handler handler) : EventSubscription
{
    /// <summary>How many entries of the queue are kept for the next messages.</summary>
    private const int MostSpare = 256;

    private string Member { get; } = member;

    private readonly byte[] _bindingName = Encoding.ASCII.GetBytes(bindingName);
    private readonly Lock _lock = new();
    private Delivery? _spare;
    private int _spares;

    /// <param name="session">Where it was called.</param>
    /// <param name="contextId">The script context that called it, by the browser's word.</param>
    /// <param name="kind">The first character of the payload.</param>
    /// <param name="text">The rest.</param>
    internal delegate void Handler(CdpSession session, int contextId, char kind, string text);

    internal override void Deliver(CdpSession session, in MessageHeader message)
    {
        int? contextId = null;
        ReadOnlySpan<byte> payload = default;
        CborStringForm form = default;
        bool isOurs = false;
        CborReader reader = new(message.Params);
        CborScope scope = reader.ReadStartMap();
        while (reader.TryReadKey(ref scope, out ReadOnlySpan<byte> key))
        {
            if (key.SequenceEqual("name"u8))
            {
                // Whoever calls Runtime.addBinding gives a name of any kind.
                isOurs = reader.ReadRawString(out CborStringForm nameForm).SequenceEqual(_bindingName) && nameForm == CborStringForm.Utf8;
            }
            else if (key.SequenceEqual("payload"u8))
            {
                payload = reader.ReadRawString(out form);
            }
            else if (key.SequenceEqual("executionContextId"u8))
            {
                contextId = reader.ReadInt32();
            }
            else
            {
                reader.SkipValue();
            }
        }

        // A character of the payload is one byte or two; an empty payload is not the bridge's.
        int kindLength = form == CborStringForm.Utf16 ? 2 : 1;
        if (isOurs && payload.Length >= kindLength)
        {
            char kind = form == CborStringForm.Utf16 ? CborText.ToString(payload[..kindLength], form)[0] : (char)payload[0];
            Post(session, contextId ?? throw CdpMissing.Member("Runtime.bindingCalled", "executionContextId"), kind, CborText.ToString(payload[kindLength..], form));
        }
    }

    private void Post(CdpSession session, int contextId, char kind, string text)
    {
        Delivery? delivery;
        lock (_lock)
        {
            delivery = _spare;
            if (delivery is not null)
            {
                _spare = delivery.Next;
                _spares--;
            }
        }

        delivery ??= new Delivery(this);
        delivery.Set(session, contextId, kind, text);
        session.Queue.Post(delivery);
    }

    private void Keep(Delivery delivery)
    {
        lock (_lock)
        {
            if (_spares < MostSpare)
            {
                delivery.Next = _spare;
                _spare = delivery;
                _spares++;
            }
        }
    }

    private sealed class Delivery(BindingSubscription owner) : ICallback
    {
        private CdpSession? _session;
        private int _contextId;
        private char _kind;
        private string? _text;

        internal Delivery? Next { get; set; }

        string ICallback.Name => owner.Member;

        internal void Set(CdpSession session, int contextId, char kind, string text)
        {
            _session = session;
            _contextId = contextId;
            _kind = kind;
            _text = text;
        }

        void ICallback.Invoke()
        {
            CdpSession session = _session!;
            int contextId = _contextId;
            char kind = _kind;
            string text = _text!;
            _session = null;
            _text = null;

            // Before the app's handler, which may throw.
            owner.Keep(this);
            if (!session.IsDetached)
            {
                owner.Call(session, contextId, kind, text);
            }
        }
    }

    private void Call(CdpSession session, int contextId, char kind, string text) => handler(session, contextId, kind, text);
}
