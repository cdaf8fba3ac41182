using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Oriel.Analyzers.CodeFixes;

/// <summary>Writes <c>SynchronizationContext.Current.Post(_ => …, null)</c>.</summary>
internal static class ContextPost
{
    public static ExpressionSyntax Of(ExpressionSyntax expression, SyntaxNode function, int position, SemanticModel model) =>
        Call(expression, function, position, model);

    public static StatementSyntax Of(IReadOnlyList<StatementSyntax> statements, SyntaxNode function, int position, SemanticModel model)
    {
        CSharpSyntaxNode body = statements.Count == 1 && statements[0] is ExpressionStatementSyntax { Expression: { } only }
            ? only.WithoutTrivia()
            : SyntaxFactory.Block(statements).WithAdditionalAnnotations(Formatter.Annotation);
        return SyntaxFactory.ExpressionStatement(Call(body, function, position, model)).WithAdditionalAnnotations(Formatter.Annotation);
    }

    private static InvocationExpressionSyntax Call(CSharpSyntaxNode body, SyntaxNode function, int position, SemanticModel model)
    {
        ExpressionSyntax current = SyntaxFactory.ParseExpression("global::System.Threading.SynchronizationContext.Current").WithAdditionalAnnotations(Simplifier.Annotation);
        // Where there are WebView2 events there is a context.
        ExpressionSyntax context = model.GetNullableContext(position).AnnotationsEnabled()
            ? SyntaxFactory.PostfixUnaryExpression(SyntaxKind.SuppressNullableWarningExpression, current)
            : current;
        SimpleLambdaExpressionSyntax lambda = SyntaxFactory.SimpleLambdaExpression(SyntaxFactory.Parameter(SyntaxFactory.Identifier(ParameterName(function, body, model))), body);
        return SyntaxFactory.InvocationExpression(
                SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, context, SyntaxFactory.IdentifierName("Post")),
                SyntaxFactory.ArgumentList(
                    [
                        SyntaxFactory.Argument(lambda),
                        SyntaxFactory.Argument(SyntaxFactory.LiteralExpression(SyntaxKind.NullLiteralExpression)),
                    ]))
            .WithAdditionalAnnotations(Formatter.Annotation);
    }

    /// <summary>An underscore, if it means nothing else where the lambda is: a parameter of that name, or a discard inside it.</summary>
    private static string ParameterName(SyntaxNode function, CSharpSyntaxNode body, SemanticModel model)
    {
        bool isTaken = function.DescendantNodes().OfType<ParameterSyntax>().Any(parameter => parameter.Identifier.ValueText == "_")
            || body.DescendantTokens().Any(token => token.ValueText == "_");
        return isTaken ? FunctionSyntax.FreeName(function, "state", model) : "_";
    }
}
