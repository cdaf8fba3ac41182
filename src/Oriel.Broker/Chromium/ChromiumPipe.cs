using System;
using Oriel.Broker.Routing;
using Oriel.Ipc;
using Oriel.Ipc.Framing;
using Oriel.Ipc.Loop;
using Oriel.Protocol;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Messages;

namespace Oriel.Broker.Chromium;

/// <summary>
/// Both directions of the browser's pipe. Messages go on from the memory they were read into, neighbours for the same receiver in one call; a large response goes on
/// while it is still arriving (its id comes first; of an event the session comes last, so events have to be held whole).
/// </summary>
internal sealed class ChromiumPipe : IReadyHandler, IDisposable
{
    /// <summary>As much as the pipe itself can hold when the kernel grants us the size we ask for would be too much memory; this is four switches for that.</summary>
    private const int ReceiveCapacity = 256 * 1024;

    /// <summary>Chromium does not send more in one message than its strings can hold.</summary>
    private const int LargestMessage = int.MaxValue - 4096;

    /// <summary>Where Chromium's reader of JSON, and that one only, has its limit, the ending zero included. It would stop reading for good, for all hosts.</summary>
    private const int LargestText = 100 * 1024 * 1024;

    private const int PassOnInPartsFrom = 128 * 1024;
    private const long CongestedFrom = 4 * 1024 * 1024;
    private const long FreeAgainBelow = 512 * 1024;

    private readonly EventLoop _loop;
    private readonly FileDescriptor _reading;
    private readonly FileDescriptor _writing;
    private readonly IPipeOwner _owner;
    private readonly FrameReceiver _receiver;
    private readonly FrameSender _sender;
    private IMessageSink? _partsTo;
    private long _partsLeft;
    private bool _isWaitingToWrite;
    private bool _isCongested;
    private bool _isClosed;
    private bool _hasHeard;

    // Null for a browser that speaks our format, as all of today's do.
    private JsonTranscoder? _json;

    public ChromiumPipe(EventLoop loop, FileDescriptor reading, FileDescriptor writing, IPipeOwner owner)
    {
        _loop = loop;
        _reading = reading;
        _writing = writing;
        _owner = owner;
        PosixFile.SetNonBlocking(reading);
        PosixFile.SetNonBlocking(writing);
        _receiver = new FrameReceiver(reading, ReceiveCapacity, LargestMessage);
        _sender = new FrameSender(writing, isSocket: false);
        loop.Register(reading, Readiness.Readable, this);
        loop.Register(writing, Readiness.None, new WritableHandler(this));
    }

    public void Send(ReadOnlySpan<byte> messages)
    {
        if (_isClosed)
        {
            return;
        }

        if (_json is null)
        {
            AfterSend(_sender.Send(messages));
        }
        else
        {
            SendJson(_json, messages);
        }
    }

    public void OnReady(Readiness readiness)
    {
        if (_isClosed)
        {
            return;
        }

        try
        {
            ReceiveOutcome outcome = _receiver.Receive();
            if (_json is null && !_hasHeard && _receiver.Pending is [(byte)'{', ..])
            {
                SpeakJson();
            }

            _hasHeard |= !_receiver.Pending.IsEmpty;
            if (_json is null)
            {
                Deliver();
            }
            else
            {
                DeliverJson(_json);
            }

            if (outcome == ReceiveOutcome.Ended && !_isClosed)
            {
                End(null);
            }
        }
        catch (ProtocolException exception)
        {
            End(exception.Message);
        }
    }

    /// <summary>Closes both ends, which by itself makes the browser close.</summary>
    public void Dispose()
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        _loop.Unregister(_reading);
        _loop.Unregister(_writing);
        // Callers further up may be reading from the receiver's memory.
        _loop.Post(() =>
        {
            _receiver.Dispose();
            _sender.Dispose();
            _reading.Dispose();
            _writing.Dispose();
            _json?.Dispose();
        });
    }

    private void Deliver()
    {
        DeliverPart();
        IMessageSink? runTo = null;
        int runStart = 0;
        int position = 0;
        int length;
        while (!_isClosed && _receiver.TryPeekFrame(position, out length))
        {
            IMessageSink? to = _owner.Route(_receiver.Pending.Slice(position, length));
            if (to != runTo)
            {
                PassOn(runTo, runStart, position);
                runTo = to;
                runStart = position;
            }

            position += length;
        }

        if (_isClosed)
        {
            return;
        }

        PassOn(runTo, runStart, position);
        _receiver.Take(position);
        BeginParts();
    }

    private void SpeakJson()
    {
        _json = new JsonTranscoder();
        _receiver.IsDelimited = true;
        // Ends the text that the browser takes our first messages for.
        SendRaw([0]);
        _owner.OnJson();
    }

    private void DeliverJson(JsonTranscoder json)
    {
        int position = 0;
        while (!_isClosed && _receiver.TryPeekDelimited(position, out int length))
        {
            ReadOnlySpan<byte> message = json.ToCbor(_receiver.Pending.Slice(position, length));
            _owner.Route(message)?.Send(message);
            position += length + 1;
        }

        if (!_isClosed)
        {
            _receiver.Take(position);
        }
    }

    private void SendJson(JsonTranscoder json, ReadOnlySpan<byte> messages)
    {
        ReadOnlySpan<byte> texts = json.ToJson(messages);
        if (texts.Length <= LargestText)
        {
            SendRaw(texts);
            return;
        }

        // Together they are too long; that need not be so of each.
        while (!messages.IsEmpty)
        {
            ReadOnlySpan<byte> message = messages[..CborFormat.ReadMessageLength(messages)];
            ReadOnlySpan<byte> text = json.ToJson(message);
            if (text.Length <= LargestText)
            {
                SendRaw(text);
            }
            else
            {
                Refuse(message, text.Length);
            }

            messages = messages[message.Length..];
        }
    }

    /// <summary>Answers in the browser's place, though not before the caller has done with the command.</summary>
    private void Refuse(ReadOnlySpan<byte> command, int length)
    {
        if (MessageHeader.Parse(command).Id is { } id)
        {
            byte[] answer = JsonTranscoder.Refusal(id, $"The command has {length} bytes as JSON, which is all that this browser understands, and of which it reads at most {LargestText}.");
            _loop.Post(() => _owner.Route(answer)?.Send(answer));
        }
    }

    private void SendRaw(ReadOnlySpan<byte> bytes)
    {
        _sender.BeginMessage(bytes.Length);
        AfterSend(_sender.SendPart(bytes));
    }

    private void PassOn(IMessageSink? to, int from, int end)
    {
        if (to is not null && end > from)
        {
            to.Send(_receiver.Pending[from..end]);
        }
    }

    private void BeginParts()
    {
        ReadOnlySpan<byte> pending = _receiver.Pending;
        if (pending.Length < MessageStart.Size)
        {
            return;
        }

        int length = CborFormat.ReadMessageLength(pending);
        if (length >= PassOnInPartsFrom && MessageStart.TryReadId(pending, out int id) && MessageIds.SlotOf(id) != MessageIds.BrokerSlot)
        {
            _partsTo = _owner.FindReceiver(id);
            _partsLeft = length;
            _partsTo?.BeginMessage(length);
            DeliverPart();
        }
    }

    private void DeliverPart()
    {
        if (_partsLeft > 0)
        {
            int count = (int)Math.Min(_partsLeft, _receiver.Pending.Length);
            _partsTo?.SendPart(_receiver.Pending[..count]);
            _receiver.Take(count);
            _partsLeft -= count;
        }
    }

    private void OnWritable()
    {
        if (!_isClosed)
        {
            AfterSend(_sender.Flush());
        }
    }

    private void AfterSend(SendOutcome outcome)
    {
        if (outcome == SendOutcome.Broken)
        {
            // The reading end tells the same, and what the browser still had to say comes before it.
            return;
        }

        bool waits = outcome == SendOutcome.Queued;
        if (waits != _isWaitingToWrite)
        {
            _isWaitingToWrite = waits;
            _loop.Modify(_writing, waits ? Readiness.Writable : Readiness.None);
        }

        bool isCongested = _isCongested ? _sender.Backlog >= FreeAgainBelow : _sender.Backlog > CongestedFrom;
        if (isCongested != _isCongested)
        {
            _isCongested = isCongested;
            _owner.OnCongestion(isCongested);
        }
    }

    private void End(string? failure)
    {
        if (!_isClosed)
        {
            Dispose();
            _owner.OnPipeEnded(failure);
        }
    }

    private sealed class WritableHandler(ChromiumPipe pipe) : IReadyHandler
    {
        public void OnReady(Readiness readiness)
        {
            if ((readiness & Readiness.Writable) != 0)
            {
                pipe.OnWritable();
            }
            else if (!pipe._isClosed)
            {
                // The browser has closed its reading end: there is nobody to write to, and the kernel would repeat that for ever.
                pipe._loop.Unregister(pipe._writing);
            }
        }
    }
}
