using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Oriel.SurfaceGen;

/// <summary>The snapshot, parsed. It is C#, so the compiler's own parser reads it.</summary>
internal sealed class OfficialSurface(string nameSpace, IReadOnlyList<OfficialType> types)
{
    public string Namespace { get; } = nameSpace;

    public IReadOnlyList<OfficialType> Types { get; } = types;

    public static OfficialSurface Parse(string text, CancellationToken cancel)
    {
        CompilationUnitSyntax unit = SyntaxFactory.ParseCompilationUnit(text);
        cancel.ThrowIfCancellationRequested();
        BaseNamespaceDeclarationSyntax? container = unit.Members.OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault();
        if (container is null)
        {
            return new OfficialSurface("", []);
        }

        IEnumerable<OfficialType> types = container.Members.OfType<BaseTypeDeclarationSyntax>().Select(type =>
        {
            IEnumerable<MemberDeclarationSyntax> members = type is TypeDeclarationSyntax declaration ? declaration.Members : [];
            return new OfficialType(type.Identifier.Text, type, [.. members.Select(member => Member(type, member))]);
        });
        return new OfficialSurface(container.Name.ToString(), [.. types]);
    }

    private static OfficialMember Member(BaseTypeDeclarationSyntax type, MemberDeclarationSyntax member) => member switch
    {
        ConstructorDeclarationSyntax c => new(MemberKeys.Method(".ctor", null, c.ParameterList), type.Identifier.Text, member),
        MethodDeclarationSyntax m => new(MemberKeys.Method(m.Identifier.Text, m.ExplicitInterfaceSpecifier, m.ParameterList), m.Identifier.Text, member),
        PropertyDeclarationSyntax p => new(MemberKeys.Named(p.Identifier.Text, p.ExplicitInterfaceSpecifier), p.Identifier.Text, member),
        EventFieldDeclarationSyntax e => Variable(e.Declaration, member),
        FieldDeclarationSyntax f => Variable(f.Declaration, member),
        _ => throw new System.NotSupportedException($"The snapshot holds '{member}', a kind of member the generator has no stub for yet."),
    };

    private static OfficialMember Variable(VariableDeclarationSyntax declaration, MemberDeclarationSyntax member)
    {
        string name = declaration.Variables[0].Identifier.Text;
        return new(MemberKeys.Named(name, null), name, member);
    }
}
