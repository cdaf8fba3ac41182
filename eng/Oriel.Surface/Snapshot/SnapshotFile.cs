using System.Collections.Generic;
using System.Text;
using Oriel.Surface.Reading;

namespace Oriel.Surface.Snapshot;

/// <summary>The committed picture of the official surface, from which the stubs are generated at compile time. It is C# without bodies: a
/// person reads it, a diff of two versions says what is new, and the generator parses it with the compiler's own parser.</summary>
internal static class SnapshotFile
{
    public static string Write(string identity, IReadOnlyList<SurfaceType> types)
    {
        StringBuilder text = new();
        text.Append("// ").Append(identity).Append('\n');
        text.Append("// The public declarations of the official assembly. Written by: dotnet run --project eng/Oriel.Surface snapshot\n");
        text.Append("// Not compiled: Oriel.SurfaceGen reads it and adds to Oriel.Core what nobody has written by hand yet.\n");
        text.Append("namespace ").Append(TypeNames.SurfaceNamespace).Append(";\n");
        foreach (SurfaceType type in types)
        {
            text.Append('\n').Append(type.Header).Append("\n{\n");
            foreach (SurfaceMember member in type.Members)
            {
                text.Append("    ").Append(member.Declaration).Append(type.IsEnum ? ",\n" : "\n");
            }

            text.Append("}\n");
        }

        return text.ToString();
    }
}
