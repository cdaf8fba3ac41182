namespace Oriel.Protocol.Cbor;

/// <summary>How the bytes of a string are to be understood.</summary>
internal enum CborStringForm
{
    Utf8 = 1,
    Utf16,
    Binary,
}
