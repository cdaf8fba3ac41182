using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Oriel.Analyzers.CodeFixes;

/// <summary>ORIEL0005: takes a deferral at the start of the handler. One that takes its own later needs its author: which of the two is meant is not for a fix to say.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DeferralBeforeAwait() : WebView2CodeFix(Descriptors.AwaitWithoutDeferralId, "Take a deferral at the start")
{
    private protected override SyntaxNode? Change(SyntaxNode node, SemanticModel model)
    {
        if (FunctionSyntax.Enclosing(node) is not { } function
            || FunctionSyntax.Symbol(function, model) is not { Parameters.Length: 2 } handler
            || FunctionSyntax.Body(function) is not { } body
            || FunctionSyntax.Own(function).OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == "GetDeferral"))
        {
            return null;
        }

        ExpressionSyntax taken = SyntaxFactory.ParseExpression($"{Identifier(handler.Parameters[1].Name)}.GetDeferral()");
        LocalDeclarationStatementSyntax declaration = DeferralUsing.Declaration(FunctionSyntax.FreeName(function, "deferral", model), taken);
        bool isDeclaration = FunctionSyntax.Allows(node, LanguageVersion.CSharp8);
        SyntaxNode root = model.SyntaxTree.GetRoot();
        if (body is BlockSyntax block)
        {
            return root.ReplaceNode(block, isDeclaration
                ? block.WithStatements(block.Statements.Insert(0, DeferralUsing.Using(declaration.WithLeadingTrivia(), declaration)))
                : block.WithStatements(DeferralUsing.Around(block.Statements, declaration, isDeclaration).Statements));
        }

        BlockSyntax statements = DeferralUsing.Around([SyntaxFactory.ExpressionStatement(((ExpressionSyntax)body).WithoutTrivia()).WithTrailingTrivia(SyntaxFactory.ElasticCarriageReturnLineFeed)], declaration.WithTrailingTrivia(SyntaxFactory.ElasticCarriageReturnLineFeed), isDeclaration)
            .WithAdditionalAnnotations(Formatter.Annotation);
        return function switch
        {
            ParenthesizedLambdaExpressionSyntax lambda => root.ReplaceNode(lambda, lambda.WithExpressionBody(null).WithBlock(statements)),
            MethodDeclarationSyntax method => root.ReplaceNode(method, method.WithExpressionBody(null).WithSemicolonToken(default).WithBody(statements).WithTrailingTrivia(method.GetTrailingTrivia())),
            LocalFunctionStatementSyntax local => root.ReplaceNode(local, local.WithExpressionBody(null).WithSemicolonToken(default).WithBody(statements).WithTrailingTrivia(local.GetTrailingTrivia())),
            _ => null,
        };
    }

    private static string Identifier(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
