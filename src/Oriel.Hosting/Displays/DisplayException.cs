using System;

namespace Oriel.Hosting.Displays;

/// <summary>The display cannot be used at all; the message says why and what to do.</summary>
internal sealed class DisplayException(string message, Exception? inner = null) : Exception(message, inner);
