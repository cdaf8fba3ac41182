using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Oriel.Analyzers.CodeFixes;

/// <summary>ORIEL0001: awaits, in an async function, at the top level of a program, or in an event handler that becomes async for it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class AwaitInsteadOfBlocking() : WebView2CodeFix(Descriptors.BlockingWaitId, "Await the task")
{
    private protected override SyntaxNode? Change(SyntaxNode node, SemanticModel model)
    {
        if (node is not ExpressionSyntax blocking
            || Task(blocking, model) is not { } task
            || blocking.Parent is ConditionalAccessExpressionSyntax
            || FunctionSyntax.Enclosing(blocking) is not { } function
            || !AsyncFunction.AllowsAwait(blocking, function))
        {
            return null;
        }

        SyntaxNode root = model.SyntaxTree.GetRoot();
        ExpressionSyntax awaited = AsyncFunction.Await(task, blocking);
        if (FunctionSyntax.IsAsync(function))
        {
            return root.ReplaceNode(blocking, awaited);
        }

        return AsyncFunction.CanBecomeAsync(function, model) ? root.ReplaceNode(function, AsyncFunction.Async(function.ReplaceNode(blocking, awaited))) : null;
    }

    /// <returns>What to await, or null where awaiting would do something else.</returns>
    private static ExpressionSyntax? Task(ExpressionSyntax blocking, SemanticModel model) => blocking switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" } access => Pending(access.Expression),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call => access.Name.Identifier.ValueText switch
        {
            "GetResult" when access.Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax awaiter } => Pending(awaiter.Expression),
            // With a limit it may return before the task is complete.
            "Wait" when call.ArgumentList.Arguments.Count == 0 => Pending(access.Expression),
            "WaitAll" when IsStatement(call) && HasTasksOnly(call, model) => All(call, access, "WhenAll"),
            "WaitAny" when IsStatement(call) && HasTasksOnly(call, model) => All(call, access, "WhenAny"),
            _ => null,
        },
        _ => null,
    };

    /// <summary>The task itself: where the await goes on is left to the await.</summary>
    private static ExpressionSyntax Pending(ExpressionSyntax task) =>
        task is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" } access } ? access.Expression : task;

    private static InvocationExpressionSyntax All(InvocationExpressionSyntax call, MemberAccessExpressionSyntax access, string name) =>
        call.WithExpression(access.WithName(SyntaxFactory.IdentifierName(name)));

    private static bool IsStatement(SyntaxNode call) => call.Parent is ExpressionStatementSyntax;

    /// <summary>No limit of time and no token.</summary>
    private static bool HasTasksOnly(InvocationExpressionSyntax call, SemanticModel model) =>
        call.ArgumentList.Arguments.All(argument => model.GetTypeInfo(argument.Expression) is var type
            && (type.ConvertedType ?? type.Type) is IArrayTypeSymbol or { Name: "Task" or "IEnumerable" or "ReadOnlySpan" });
}
