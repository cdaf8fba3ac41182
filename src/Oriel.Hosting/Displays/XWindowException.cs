using System;

namespace Oriel.Hosting.Displays;

/// <summary>The display refuses to do something with a window, mostly because there is none of that id.</summary>
internal sealed class XWindowException(string message, byte code) : Exception(message)
{
    /// <summary>The error of the X protocol; 3 is BadWindow.</summary>
    public byte Code { get; } = code;
}
