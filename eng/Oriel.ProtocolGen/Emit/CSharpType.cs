using System;

namespace Oriel.ProtocolGen.Emit;

/// <summary>How a value of the protocol is declared, read and written in C#.</summary>
/// <param name="Name">The type, without the mark of an optional one.</param>
/// <param name="Read">The expression that reads one from <c>reader</c>.</param>
/// <param name="Write">The expression that writes a given one to <c>writer</c>.</param>
internal sealed record CSharpType(string Name, string Read, Func<string, string> Write);
