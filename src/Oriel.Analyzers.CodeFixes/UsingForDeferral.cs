using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Oriel.Analyzers.CodeFixes;

/// <summary>ORIEL0003: a using in the declaration's place, without the Complete that it makes superfluous.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class UsingForDeferral() : WebView2CodeFix(Descriptors.DeferralWithoutUsingId, "Hold the deferral with a using")
{
    private protected override SyntaxNode? Change(SyntaxNode node, SemanticModel model)
    {
        if (node.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax block } statement || FunctionSyntax.Enclosing(node) is not { } function)
        {
            return null;
        }

        SyntaxList<StatementSyntax> all = block.Statements;
        int start = all.IndexOf(statement);
        bool isDeclaration = FunctionSyntax.Allows(node, LanguageVersion.CSharp8);
        SyntaxNode root = model.SyntaxTree.GetRoot();
        switch (statement)
        {
            case ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } when call == node:
                return root.ReplaceNode(block, DeferralUsing.UntilEnd(block, start, DeferralUsing.Declaration(FunctionSyntax.FreeName(function, "deferral", model), call), isDeclaration));
            case LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables } declaration when variables[0].Initializer?.Value == node && !IsAssigned(function, variables[0].Identifier.ValueText):
                int complete = LastUse(all, start, variables[0].Identifier.ValueText);
                return root.ReplaceNode(block, Held(block, start, complete, declaration, isDeclaration));
            default:
                return null;
        }
    }

    private static BlockSyntax Held(BlockSyntax block, int start, int complete, LocalDeclarationStatementSyntax declaration, bool isDeclaration)
    {
        SyntaxList<StatementSyntax> all = block.Statements;
        if (complete == all.Count - 1)
        {
            return DeferralUsing.UntilEnd(block.WithStatements(all.RemoveAt(complete)), start, declaration, isDeclaration);
        }

        // It completed before the end: so does a using with its own block, unless what it would enclose is needed after it.
        return complete > 0 && !DeclaresForLater(all, start + 1, complete)
            ? DeferralUsing.Until(block, start, complete, declaration)
            : DeferralUsing.UntilEnd(block, start, declaration, isDeclaration);
    }

    /// <returns>The place of the statement that completes the deferral, if no statement after it uses the deferral; else -1.</returns>
    private static int LastUse(SyntaxList<StatementSyntax> all, int start, string name)
    {
        for (int index = all.Count - 1; index > start; index--)
        {
            if (all[index] is ExpressionStatementSyntax
                {
                    Expression: InvocationExpressionSyntax
                    {
                        ArgumentList.Arguments.Count: 0,
                        Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Complete" or "Dispose", Expression: IdentifierNameSyntax { Identifier: { } target } },
                    },
                }
                && target.ValueText == name)
            {
                return index;
            }

            if (Names(all[index]).Contains(name))
            {
                return -1;
            }
        }

        return -1;
    }

    /// <summary>What a using declares cannot be assigned.</summary>
    private static bool IsAssigned(SyntaxNode function, string name) => function.DescendantNodes()
        .OfType<AssignmentExpressionSyntax>()
        .Any(assignment => assignment.Left is IdentifierNameSyntax target && target.Identifier.ValueText == name);

    private static bool DeclaresForLater(SyntaxList<StatementSyntax> all, int start, int end)
    {
        HashSet<string> later = [.. all.Skip(end + 1).SelectMany(Names)];
        return all.Skip(start).Take(end - start).SelectMany(statement => statement.DescendantNodesAndSelf()).Any(node => node switch
        {
            VariableDeclaratorSyntax variable => later.Contains(variable.Identifier.ValueText),
            SingleVariableDesignationSyntax variable => later.Contains(variable.Identifier.ValueText),
            LocalFunctionStatementSyntax local => later.Contains(local.Identifier.ValueText),
            _ => false,
        });
    }

    private static IEnumerable<string> Names(SyntaxNode node) => node.DescendantNodes().OfType<IdentifierNameSyntax>().Select(name => name.Identifier.ValueText);
}
