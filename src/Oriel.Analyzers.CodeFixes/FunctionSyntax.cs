using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Oriel.Analyzers.CodeFixes;

/// <summary>The function around a node, as it is written.</summary>
internal static class FunctionSyntax
{
    /// <returns>A lambda, local function, accessor, method or other member with a body; for top-level statements the whole file.</returns>
    public static SyntaxNode? Enclosing(SyntaxNode node) => node.Ancestors().FirstOrDefault(IsFunction);

    /// <summary>The nodes that run as part of the function, and not of one inside it.</summary>
    public static IEnumerable<SyntaxNode> Own(SyntaxNode function) => function.DescendantNodes(node => node == function || !IsFunction(node));

    public static bool IsAsync(SyntaxNode function) => function switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword),
        LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword),
        MethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        CompilationUnitSyntax => true,
        _ => false,
    };

    public static SyntaxNode? Body(SyntaxNode function) => function switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.Body,
        LocalFunctionStatementSyntax local => (SyntaxNode?)local.Body ?? local.ExpressionBody?.Expression,
        BaseMethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody?.Expression,
        _ => null,
    };

    public static IMethodSymbol? Symbol(SyntaxNode function, SemanticModel model) => function is AnonymousFunctionExpressionSyntax
        ? model.GetSymbolInfo(function).Symbol as IMethodSymbol
        : model.GetDeclaredSymbol(function) as IMethodSymbol;

    /// <returns>The first of <paramref name="name"/>, <c>name2</c>, … that nothing in the function is called yet, nor a local of a function around it.</returns>
    public static string FreeName(SyntaxNode function, string name, SemanticModel model)
    {
        HashSet<string> taken = [.. function.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText)];
        string free = name;
        for (int number = 2; taken.Contains(free) || IsVisible(free); number++)
        {
            free = name + number;
        }

        return free;

        bool IsVisible(string candidate) =>
            model.LookupSymbols(function.SpanStart, name: candidate).Any(symbol => symbol is ILocalSymbol or IParameterSymbol);
    }

    public static bool Allows(SyntaxNode node, LanguageVersion version) => node.SyntaxTree.Options is CSharpParseOptions options && options.LanguageVersion >= version;

    private static bool IsFunction(SyntaxNode node) =>
        node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or CompilationUnitSyntax
            or BaseFieldDeclarationSyntax or BasePropertyDeclarationSyntax;
}
