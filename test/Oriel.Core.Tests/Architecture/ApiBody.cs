using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Oriel.Core.Tests.Architecture;

/// <summary>
/// Judges the body of a public member. A public member checks thread, state and arguments and hands on to a feature; the meaning lives there.
/// Handing on takes no loop and no exception handling, at most <see cref="MostBranches"/> decisions and at most
/// <see cref="MostStatements"/> statements (a constructor that only stores what it was given may have more).
/// </summary>
internal static class ApiBody
{
    public const int MostStatements = 6;
    public const int MostBranches = 2;

    public static IEnumerable<string> Findings(string path, string source) =>
        SyntaxFactory.ParseCompilationUnit(source).DescendantNodes()
            .Where(node => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or PropertyDeclarationSyntax { ExpressionBody: not null })
            .SelectMany(Findings, (node, finding) => $"{path}:{SourceFiles.Line(source, node.SpanStart)}: {finding}");

    private static IEnumerable<string> Findings(SyntaxNode member)
    {
        SyntaxNode[] inside = [.. member.DescendantNodes()];
        if (inside.Any(IsLoop))
        {
            yield return "a loop belongs in the feature";
        }

        if (inside.Any(node => node is TryStatementSyntax or LocalFunctionStatementSyntax or LockStatementSyntax))
        {
            yield return "try, lock and local functions belong in the feature";
        }

        int branches = inside.Count(IsBranch);
        if (branches > MostBranches)
        {
            yield return $"{branches} decisions, at most {MostBranches}: the feature decides";
        }

        int statements = inside.Count(node => node is StatementSyntax and not BlockSyntax && !IsStore(member, node));
        if (statements > MostStatements)
        {
            yield return $"{statements} statements, at most {MostStatements}: let the feature do it";
        }
    }

    private static bool IsLoop(SyntaxNode node) => node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax
        or QueryExpressionSyntax or GotoStatementSyntax;

    private static bool IsBranch(SyntaxNode node) => node is IfStatementSyntax or ConditionalExpressionSyntax or SwitchSectionSyntax or SwitchExpressionArmSyntax
        || (node is BinaryExpressionSyntax binary && (binary.IsKind(SyntaxKind.LogicalAndExpression) || binary.IsKind(SyntaxKind.LogicalOrExpression)));

    private static bool IsStore(SyntaxNode member, SyntaxNode statement) => member is ConstructorDeclarationSyntax
        && statement is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Right: IdentifierNameSyntax } };
}
