using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Oriel.SurfaceGen;

/// <summary>
/// Gives a snapshot's syntax and a compilation's symbol the same text when they are the same member: name, parameter types, ref or out.
/// </summary>
/// <remarks>
/// Types are told apart by their simple names only. A hand-written member may well mention a type that does not exist before this generator
/// has run; the compiler then knows nothing of it but the name in the source. For the same reason <c>?</c> is left out: hand-written members
/// carry nullable annotations, which the official ones lack, and of an unknown type nobody can tell <c>T?</c> from <c>Nullable&lt;T&gt;</c>.
/// No two official overloads differ in such things alone.
/// </remarks>
internal static class MemberKeys
{
    public static string Named(string name, ExplicitInterfaceSpecifierSyntax? explicitly) => Qualify(explicitly) + name;

    public static string Method(string name, ExplicitInterfaceSpecifierSyntax? explicitly, ParameterListSyntax parameters) =>
        $"{Qualify(explicitly)}{name}({string.Join(",", parameters.Parameters.Select(Parameter))})";

    public static string? Of(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } m => $".ctor({Parameters(m)})",
        IMethodSymbol { MethodKind: MethodKind.Ordinary } m => $"{m.Name}({Parameters(m)})",
        IMethodSymbol { MethodKind: MethodKind.ExplicitInterfaceImplementation } m =>
            $"{Simple(m.ExplicitInterfaceImplementations[0].ContainingType)}.{m.ExplicitInterfaceImplementations[0].Name}({Parameters(m)})",
        IPropertySymbol { ExplicitInterfaceImplementations.IsEmpty: false } p =>
            $"{Simple(p.ExplicitInterfaceImplementations[0].ContainingType)}.{p.ExplicitInterfaceImplementations[0].Name}",
        IPropertySymbol p => p.Name,
        IEventSymbol e => e.Name,
        IFieldSymbol { IsImplicitlyDeclared: false } f => f.Name,
        _ => null,
    };

    private static string Parameters(IMethodSymbol method) => string.Join(",", method.Parameters.Select(parameter =>
        (parameter.RefKind switch { RefKind.Ref => "ref ", RefKind.Out => "out ", RefKind.In => "in ", _ => "" }) + Simple(parameter.Type)));

    private static string Parameter(ParameterSyntax parameter)
    {
        SyntaxToken by = parameter.Modifiers.FirstOrDefault(modifier =>
            modifier.IsKind(SyntaxKind.RefKeyword) || modifier.IsKind(SyntaxKind.OutKeyword) || modifier.IsKind(SyntaxKind.InKeyword));
        return (by.IsKind(SyntaxKind.None) ? "" : by.Text + " ") + Simple(parameter.Type!);
    }

    private static string Qualify(ExplicitInterfaceSpecifierSyntax? explicitly) => explicitly is null ? "" : Simple(explicitly.Name) + ".";

    private static string Simple(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => Simple(qualified.Right),
        AliasQualifiedNameSyntax alias => Simple(alias.Name),
        GenericNameSyntax generic => $"{generic.Identifier.Text}<{string.Join(",", generic.TypeArgumentList.Arguments.Select(Simple))}>",
        NullableTypeSyntax nullable => Simple(nullable.ElementType),
        ArrayTypeSyntax array => Simple(array.ElementType) + string.Concat(array.RankSpecifiers.Select(rank => $"[{rank.Rank}]")),
        PredefinedTypeSyntax predefined => Keyword(predefined.Keyword.Text),
        _ => type.ToString(),
    };

    private static string Simple(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => $"{Simple(array.ElementType)}[{array.Rank}]",
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => Simple(nullable.TypeArguments[0]),
        INamedTypeSymbol { IsGenericType: true } generic => $"{generic.Name}<{string.Join(",", generic.TypeArguments.Select(Simple))}>",
        _ => type.Name,
    };

    /// <summary>The name that the symbol of a keyword's type has.</summary>
    private static string Keyword(string keyword) => keyword switch
    {
        "bool" => "Boolean",
        "byte" => "Byte",
        "sbyte" => "SByte",
        "short" => "Int16",
        "ushort" => "UInt16",
        "int" => "Int32",
        "uint" => "UInt32",
        "long" => "Int64",
        "ulong" => "UInt64",
        "char" => "Char",
        "float" => "Single",
        "double" => "Double",
        "decimal" => "Decimal",
        "object" => "Object",
        "string" => "String",
        _ => keyword,
    };
}
