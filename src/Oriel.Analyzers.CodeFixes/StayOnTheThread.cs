using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Oriel.Analyzers.CodeFixes;

/// <summary>ORIEL0004, as far as it comes from <c>ConfigureAwait(false)</c>: removes it from the awaits before the use. What runs in a worker needs its author.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class StayOnTheThread() : WebView2CodeFix(Descriptors.WrongThreadId, "Return to the UI thread after the await")
{
    private protected override bool CanFix(Diagnostic diagnostic) => diagnostic.Properties.ContainsKey(Descriptors.AfterAwait);

    private protected override SyntaxNode? Change(SyntaxNode node, SemanticModel model)
    {
        if (FunctionSyntax.Enclosing(node) is not { } function || !FunctionSyntax.IsAsync(function))
        {
            return null;
        }

        InvocationExpressionSyntax[] leaving =
        [
            .. FunctionSyntax.Own(function)
                .OfType<AwaitExpressionSyntax>()
                .Select(awaited => awaited.Expression)
                .OfType<InvocationExpressionSyntax>()
                .Where(call => LeavesContext(call) && (call.Span.End <= node.Span.End || IsAssignedTo(node, call))),
        ];
        return leaving.Length == 0
            ? null
            : model.SyntaxTree.GetRoot().ReplaceNodes(
                leaving, (_, call) => ((MemberAccessExpressionSyntax)call.Expression).Expression.WithoutTrailingTrivia().WithTrailingTrivia(call.GetTrailingTrivia()));
    }

    private static bool LeavesContext(InvocationExpressionSyntax call) =>
        call is { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" }, ArgumentList.Arguments: { Count: 1 } arguments }
        && !arguments[0].Expression.IsKind(SyntaxKind.TrueLiteralExpression);

    private static bool IsAssignedTo(SyntaxNode target, SyntaxNode call) =>
        target.Ancestors().OfType<AssignmentExpressionSyntax>().Any(assignment => assignment.Left.Contains(target) && assignment.Right.Contains(call));
}
