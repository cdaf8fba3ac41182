using System.Collections.Generic;

namespace Oriel.ProtocolGen.Schema;

internal sealed record TypeSchema(TypeName Name, TypeReference Underlying, IReadOnlyList<PropertySchema> Properties, IReadOnlyList<string> Enum)
{
    /// <summary>An object with members of its own; any other type is only another name for its underlying one.</summary>
    public bool IsRecord => Properties.Count > 0;
}
