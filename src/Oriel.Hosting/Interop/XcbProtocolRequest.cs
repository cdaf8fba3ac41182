using System.Runtime.InteropServices;

namespace Oriel.Hosting.Interop;

/// <summary>xcb_protocol_request_t.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct XcbProtocolRequest
{
    public nuint Count;

    /// <summary>Null: the request brings both opcodes itself.</summary>
    public void* Extension;
    public byte Opcode;
    public byte IsVoid;
}
