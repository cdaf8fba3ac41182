using System;
using System.Runtime.CompilerServices;

namespace Oriel.Hosting.Displays;

/// <summary>One event, as it came over the wire. Which members mean something its type decides.</summary>
internal readonly unsafe struct XEvent
{
    private const int Size = 32;

    private readonly Bytes _bytes;

    public XEvent(byte* start) => new ReadOnlySpan<byte>(start, Size).CopyTo(_bytes);

    public XEventType Type => (XEventType)(_bytes[0] & 0x7F);

    /// <summary>Sent by a client, not by the server.</summary>
    public bool IsSynthetic => (_bytes[0] & 0x80) != 0;

    /// <summary>Of an error its code, of a key or a button which, of a change of focus what it has to do with the window.</summary>
    public byte Detail => _bytes[1];

    /// <summary>The window it is about: of the structure of windows, and of client messages.</summary>
    public uint Window => Type is XEventType.ClientMessage or XEventType.PropertyNotify or XEventType.FocusIn or XEventType.FocusOut ? Word(4) : Type is XEventType.ButtonPress or XEventType.KeyPress or XEventType.KeyRelease ? Word(12) : Word(8);

    /// <summary>Through whose selection it came.</summary>
    public uint Selector => Word(4);

    public uint Time => Word(4);

    /// <summary>Of ReparentNotify, the new parent.</summary>
    public uint Parent => Word(12);

    /// <summary>Of CreateNotify and ConfigureNotify.</summary>
    public short X => Half(Type is XEventType.CreateNotify ? 12 : 16);

    public short Y => Half(Type is XEventType.CreateNotify ? 14 : 18);

    public ushort Width => (ushort)Half(Type is XEventType.CreateNotify ? 16 : 20);

    public ushort Height => (ushort)Half(Type is XEventType.CreateNotify ? 18 : 22);

    /// <summary>Of CreateNotify.</summary>
    public bool IsOverrideRedirect => _bytes[22] != 0;

    /// <summary>Of a change of focus: how it came about.</summary>
    public byte Mode => _bytes[8];

    /// <summary>Of ClientMessage.</summary>
    public uint MessageType => Word(8);

    /// <summary>Of PropertyNotify.</summary>
    public uint Property => Word(8);

    /// <summary>Of ClientMessage.</summary>
    public uint FirstWord => Word(12);

    public uint SecondWord => Word(16);

    public uint ThirdWord => Word(20);

    /// <summary>Of a key: which modifiers and buttons were held before it.</summary>
    public ushort State => (ushort)Half(28);

    /// <summary>The same key event for another window.</summary>
    /// <param name="to">Which.</param>
    /// <param name="corner">Where it is on the screen.</param>
    /// <param name="e">32 bytes.</param>
    public void Readdress(uint to, (short X, short Y) corner, Span<byte> e)
    {
        ((ReadOnlySpan<byte>)_bytes).CopyTo(e);
        _ = BitConverter.TryWriteBytes(e[12..], to);
        _ = BitConverter.TryWriteBytes(e[16..], 0u);
        _ = BitConverter.TryWriteBytes(e[24..], (short)(Half(20) - corner.X));
        _ = BitConverter.TryWriteBytes(e[26..], (short)(Half(22) - corner.Y));
    }

    private uint Word(int offset) => BitConverter.ToUInt32(((ReadOnlySpan<byte>)_bytes)[offset..]);

    private short Half(int offset) => BitConverter.ToInt16(((ReadOnlySpan<byte>)_bytes)[offset..]);

    [InlineArray(Size)]
    private struct Bytes
    {
        private byte _first;
    }
}
