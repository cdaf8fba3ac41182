using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Oriel.Analyzers.CodeFixes;

/// <summary>Where an await may stand, and which functions may become async for it.</summary>
internal static class AsyncFunction
{
    /// <summary>Whether C# allows an await at the node at all, if only the function is async.</summary>
    public static bool AllowsAwait(SyntaxNode node, SyntaxNode function) =>
        !node.Ancestors().TakeWhile(ancestor => ancestor != function).Any(ancestor =>
            ancestor is LockStatementSyntax or QueryExpressionSyntax or CatchFilterClauseSyntax or UnsafeStatementSyntax or FixedStatementSyntax or AttributeSyntax);

    /// <summary>Whether nobody can tell that the function returns earlier: it handles an event, whose raiser does not wait for it.</summary>
    public static bool CanBecomeAsync(SyntaxNode function, SemanticModel model)
    {
        bool isPlain = function switch
        {
            AnonymousFunctionExpressionSyntax => true,
            LocalFunctionStatementSyntax local => !local.Modifiers.Any(SyntaxKind.UnsafeKeyword),
            MethodDeclarationSyntax method => !method.Modifiers.Any(modifier => modifier.Kind() is SyntaxKind.PartialKeyword or SyntaxKind.UnsafeKeyword or SyntaxKind.ExternKeyword),
            _ => false,
        };
        return isPlain
            && FunctionSyntax.Symbol(function, model) is { ReturnsVoid: true, Parameters.Length: 2, IsAbstract: false } symbol
            && symbol.Parameters.All(parameter => parameter.RefKind == RefKind.None)
            && IsEventArgs(symbol.Parameters[1].Type);
    }

    /// <returns>The function with the keyword.</returns>
    public static SyntaxNode Async(SyntaxNode function)
    {
        SyntaxToken keyword = SyntaxFactory.Token(SyntaxKind.AsyncKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        switch (function)
        {
            case AnonymousFunctionExpressionSyntax { Modifiers.Count: > 0 } lambda:
                return lambda.WithModifiers(lambda.Modifiers.Add(keyword));
            case AnonymousFunctionExpressionSyntax lambda:
                SyntaxToken first = lambda.GetFirstToken();
                return lambda.ReplaceToken(first, first.WithLeadingTrivia()) is AnonymousFunctionExpressionSyntax bare
                    ? bare.WithAsyncKeyword(keyword.WithLeadingTrivia(first.LeadingTrivia))
                    : lambda;
            case MethodDeclarationSyntax method:
                TypeSyntax type = method.ReturnType;
                return method.Modifiers.Count > 0
                    ? method.AddModifiers(keyword)
                    : method.WithReturnType(type.WithLeadingTrivia()).WithModifiers([keyword.WithLeadingTrivia(type.GetLeadingTrivia())]);
            case LocalFunctionStatementSyntax local:
                TypeSyntax returned = local.ReturnType;
                return local.Modifiers.Count > 0
                    ? local.AddModifiers(keyword)
                    : local.WithReturnType(returned.WithLeadingTrivia()).WithModifiers([keyword.WithLeadingTrivia(returned.GetLeadingTrivia())]);
            default:
                return function;
        }
    }

    /// <returns>An await of the task, in brackets where what stands around it binds more closely.</returns>
    public static ExpressionSyntax Await(ExpressionSyntax task, SyntaxNode replaced)
    {
        ExpressionSyntax awaited = SyntaxFactory.AwaitExpression(
            SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space), task.WithoutTrivia());
        bool bindsCloser = replaced.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression == replaced,
            ElementAccessExpressionSyntax access => access.Expression == replaced,
            ConditionalAccessExpressionSyntax access => access.Expression == replaced,
            InvocationExpressionSyntax call => call.Expression == replaced,
            PostfixUnaryExpressionSyntax or SwitchExpressionSyntax or WithExpressionSyntax => true,
            _ => false,
        };
        return (bindsCloser ? SyntaxFactory.ParenthesizedExpression(awaited) : awaited).WithTriviaFrom(replaced).WithAdditionalAnnotations(Formatter.Annotation);
    }

    private static bool IsEventArgs(ITypeSymbol? type) => type is not null && type.Name.EndsWith("EventArgs", StringComparison.Ordinal);
}
