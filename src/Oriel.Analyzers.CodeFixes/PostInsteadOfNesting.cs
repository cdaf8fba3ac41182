using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Oriel.Analyzers.CodeFixes;

/// <summary>
/// ORIEL0002: posts the dialog and everything that comes after it to the thread's context, so that it runs when the handler has returned. Nothing that must happen
/// while the handler runs may be among it, and nothing may be left that comes after it.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class PostInsteadOfNesting() : WebView2CodeFix(Descriptors.ModalLoopId, "Post it to SynchronizationContext.Current")
{
    private protected override SyntaxNode? Change(SyntaxNode node, SemanticModel model)
    {
        if (node is not ExpressionSyntax call || FunctionSyntax.Enclosing(call) is not { } function || FunctionSyntax.Body(function) is not { } body)
        {
            return null;
        }

        SyntaxNode root = model.SyntaxTree.GetRoot();
        if (body is ExpressionSyntax expression)
        {
            return CanMove([expression], function, model)
                ? root.ReplaceNode(expression, ContextPost.Of(expression.WithoutTrivia(), function, call.SpanStart, model).WithTriviaFrom(expression))
                : null;
        }

        if (Tail.Of(call, body) is not { } tail || DeclaresForOthers(tail) || !CanMove(tail.Statements, function, model))
        {
            return null;
        }

        StatementSyntax post = ContextPost.Of(tail.Statements, function, call.SpanStart, model);
        return root.ReplaceNode(tail.Container, tail.Replaced(post));
    }

    /// <summary>The sections of a switch share their locals, and a local function may be called from before it.</summary>
    private static bool DeclaresForOthers(Tail tail) => tail.Statements.Any(statement =>
        statement is LocalFunctionStatementSyntax || (statement is LocalDeclarationStatementSyntax && tail.Container is SwitchSectionSyntax));

    private static bool CanMove(IReadOnlyList<SyntaxNode> moved, SyntaxNode function, SemanticModel model) =>
        FunctionSyntax.Symbol(function, model) is { Parameters.Length: 2 } handler
        && moved.All(node => node.DescendantNodesAndSelf().All(inner => !MustStay(inner, node, handler, model)));

    /// <summary>Leaves the function, awaits in it, or needs the event.</summary>
    private static bool MustStay(SyntaxNode node, SyntaxNode moved, IMethodSymbol handler, SemanticModel model) => node switch
    {
        ReturnStatementSyntax or AwaitExpressionSyntax or GotoStatementSyntax or YieldStatementSyntax => true,
        BreakStatementSyntax or ContinueStatementSyntax => !IsMovedWithItsLoop(node, moved),
        IdentifierNameSyntax name => model.GetSymbolInfo(name).Symbol switch
        {
            IParameterSymbol parameter => parameter.RefKind != RefKind.None || SymbolEqualityComparer.Default.Equals(parameter, handler.Parameters[1]),
            ILocalSymbol local => local.IsRef || local.Type.IsRefLikeType,
            _ => false,
        },
        _ => false,
    };

    /// <summary>Whether the loop or switch that it leaves or continues is moved too.</summary>
    private static bool IsMovedWithItsLoop(SyntaxNode node, SyntaxNode moved) =>
        node.Ancestors().FirstOrDefault(ancestor => ancestor is SwitchStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax)
            is { } loop && moved.Span.Contains(loop.Span);
}
