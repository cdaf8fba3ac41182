using System.Collections.Generic;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Oriel.SurfaceGen;

/// <summary>One type of the snapshot.</summary>
internal sealed class OfficialType(string name, BaseTypeDeclarationSyntax syntax, IReadOnlyList<OfficialMember> members)
{
    public string Name { get; } = name;

    public BaseTypeDeclarationSyntax Syntax { get; } = syntax;

    public IReadOnlyList<OfficialMember> Members { get; } = members;

    /// <summary>Enums and structs of fields alone: there is nothing in them that could be unbuilt.</summary>
    public bool IsPlainData { get; } = syntax is EnumDeclarationSyntax or StructDeclarationSyntax;
}
