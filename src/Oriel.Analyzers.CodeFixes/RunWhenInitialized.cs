using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Oriel.Analyzers.CodeFixes;

/// <summary>ORIEL0006: moves a statement that stands for itself into a handler of <c>CoreWebView2InitializationCompleted</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class RunWhenInitialized() : WebView2CodeFix(Descriptors.UsedInConstructorId, "Do it in CoreWebView2InitializationCompleted")
{
    private const string Completed = "CoreWebView2InitializationCompleted";

    private protected override SyntaxNode? Change(SyntaxNode node, SemanticModel model)
    {
        if (node is not ExpressionSyntax use
            || use.FirstAncestorOrSelf<StatementSyntax>() is not ExpressionStatementSyntax { Parent: BlockSyntax } statement
            || FunctionSyntax.Enclosing(use) is not ConstructorDeclarationSyntax constructor
            || model.GetSymbolInfo(use).Symbol is not IPropertySymbol { ContainingType: { } control }
            || !control.GetMembers(Completed).OfType<IEventSymbol>().Any()
            || !CanMove(statement, model))
        {
            return null;
        }

        ExpressionSyntax completed = use is MemberAccessExpressionSyntax access
            ? access.WithName(SyntaxFactory.IdentifierName(Completed)).WithoutTrivia()
            : SyntaxFactory.IdentifierName(Completed);
        string args = FunctionSyntax.FreeName(constructor, "args", model);
        StatementSyntax wasCompleted = SyntaxFactory.IfStatement(
            SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, SyntaxFactory.IdentifierName(args), SyntaxFactory.IdentifierName("IsSuccess")),
            SyntaxFactory.Block(statement.WithoutTrivia().WithTrailingTrivia(SyntaxFactory.ElasticCarriageReturnLineFeed)))
            .WithTrailingTrivia(SyntaxFactory.ElasticCarriageReturnLineFeed);
        ParenthesizedLambdaExpressionSyntax handler = SyntaxFactory.ParenthesizedLambdaExpression(
            SyntaxFactory.ParameterList(
                [
                    SyntaxFactory.Parameter(SyntaxFactory.Identifier(FunctionSyntax.FreeName(constructor, "sender", model))),
                    SyntaxFactory.Parameter(SyntaxFactory.Identifier(args)),
                ]),
            SyntaxFactory.Block(wasCompleted));
        StatementSyntax subscription = SyntaxFactory.ExpressionStatement(
            SyntaxFactory.AssignmentExpression(SyntaxKind.AddAssignmentExpression, completed, handler));
        return model.SyntaxTree.GetRoot().ReplaceNode(statement, subscription.WithTriviaFrom(statement).WithAdditionalAnnotations(Formatter.Annotation));
    }

    /// <summary>Only the view is changed: what the constructor itself must set cannot be set later.</summary>
    private static bool CanMove(ExpressionStatementSyntax statement, SemanticModel model)
    {
        ExpressionSyntax? target = (statement.Expression as AssignmentExpressionSyntax)?.Left;
        return (target is null || model.GetSymbolInfo(target).Symbol is { } symbol && !IsOwn(target, symbol))
            && !statement.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => model.GetSymbolInfo(name).Symbol is IParameterSymbol { RefKind: not RefKind.None });
    }

    private static bool IsOwn(ExpressionSyntax target, ISymbol symbol) =>
        symbol is ILocalSymbol or IParameterSymbol || target is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax };
}
