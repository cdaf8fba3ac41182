using System.Collections.Generic;

namespace Oriel.ProtocolGen.Schema;

/// <summary>A command or an event; only a command returns something.</summary>
internal sealed record MemberSchema(string Name, bool IsEvent, IReadOnlyList<PropertySchema> Parameters, IReadOnlyList<PropertySchema> Returns);
