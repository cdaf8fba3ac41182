using Oriel.Hosting.Interop;

namespace Oriel.Hosting.Displays;

/// <content>The order in which the server takes clients' requests.</content>
internal sealed unsafe partial class XConnection
{
    private const int SetPriorityOpcode = 12;

    /// <summary>Has the server take this client's requests before those of others that have come meanwhile. Nothing happens on one that lacks the extension SYNC.</summary>
    public void Precede()
    {
        // What is done at once is not in the way of others for long; a client that does much would be.
        const uint ThisClient = 0;
        const uint High = 100;
        byte extension = FindExtension("SYNC");
        if (extension == 0)
        {
            return;
        }

        uint* words = stackalloc uint[3] { (uint)(extension | (SetPriorityOpcode << 8)), ThisClient, High };
        XcbIoVector* vectors = stackalloc XcbIoVector[4];
        vectors[2] = new XcbIoVector { Base = words, Length = 12 };
        XcbProtocolRequest request = new() { Count = 1, Opcode = extension, IsVoid = 1 };
        _ = Xcb.xcb_send_request(_connection, 0, vectors + 2, &request);
    }
}
