using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Oriel.SurfaceGen;

/// <summary>One member of the snapshot.</summary>
internal sealed class OfficialMember(string key, string name, MemberDeclarationSyntax syntax)
{
    /// <summary>What a hand-written member must have in common with it to be it: see <see cref="MemberKeys"/>.</summary>
    public string Key { get; } = key;

    /// <summary>For texts: <c>PrintAsync</c>, or the type's name for a constructor.</summary>
    public string Name { get; } = name;

    public MemberDeclarationSyntax Syntax { get; } = syntax;
}
