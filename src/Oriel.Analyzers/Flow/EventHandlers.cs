using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Oriel.Analyzers.Symbols;

namespace Oriel.Analyzers.Flow;

/// <summary>Tells which functions handle events of WebView2.</summary>
internal static class EventHandlers
{
    /// <summary>A function is one by its form, or because it is added to an event in the same file.</summary>
    public static bool IsHandler(IOperation function, ISymbol member, WebView2Symbols symbols) =>
        Functions.Symbol(function, member) is { ReturnsVoid: true, Parameters.Length: 2 } method
        && (HasForm(method, symbols) || (!symbols.IsEventArgs(method.Parameters[1].Type) && IsSubscribed(function, method, symbols)));

    /// <summary>Whether a method gets a sender and event args of WebView2, and returns nothing.</summary>
    public static bool HasForm(IMethodSymbol method, WebView2Symbols symbols) =>
        method is { ReturnsVoid: true, Parameters.Length: 2 }
        && (method.Parameters[0].Type.SpecialType == SpecialType.System_Object || symbols.Has(method.Parameters[0].Type))
        && symbols.IsRaisedByView(method.Parameters[1].Type);

    private static bool IsSubscribed(IOperation function, IMethodSymbol method, WebView2Symbols symbols)
    {
        if (function is IAnonymousFunctionOperation)
        {
            IOperation? parent = function.Parent;
            while (parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
            {
                parent = parent.Parent;
            }

            return parent is IEventAssignmentOperation { EventReference: IEventReferenceOperation { Event.ContainingType: { } type } } && symbols.Has(type);
        }

        if (function.SemanticModel is not { } model || function.Syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration)
        {
            return false;
        }

        foreach (SyntaxNode node in declaration.DescendantNodes())
        {
            if (node is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression } addition
                && NameOf(addition.Right) == method.Name
                && model.GetSymbolInfo(addition.Left).Symbol is IEventSymbol added
                && symbols.Has(added.ContainingType)
                && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(addition.Right).Symbol, method))
            {
                return true;
            }
        }

        return false;
    }

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => null,
    };
}
