using System;

namespace Oriel.TestKit.Hosts;

/// <summary>A host app ended while the test still wanted something of it.</summary>
public sealed class HostEndedException(string message) : Exception(message);
