using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Oriel.Analyzers.CodeFixes;

/// <summary>Writes usings that hold a deferral: a declaration, or a statement where C# is too old for that or the deferral must be complete before the block ends.</summary>
internal static class DeferralUsing
{
    /// <returns><c>CoreWebView2Deferral name = value;</c></returns>
    public static LocalDeclarationStatementSyntax Declaration(string name, ExpressionSyntax value) => SyntaxFactory.LocalDeclarationStatement(
        SyntaxFactory.VariableDeclaration(
            SyntaxFactory.ParseTypeName("global::Microsoft.Web.WebView2.Core.CoreWebView2Deferral").WithAdditionalAnnotations(Simplifier.Annotation),
            [
                SyntaxFactory.VariableDeclarator(SyntaxFactory.Identifier(name), argumentList: null, SyntaxFactory.EqualsValueClause(value.WithoutTrivia())),
            ]));

    /// <returns>The block, in which the declaration stands in the place of statement <paramref name="start"/> and holds to the end.</returns>
    /// <param name="block">The block.</param>
    /// <param name="start">The statement that takes the deferral.</param>
    /// <param name="declaration">Its variable.</param>
    /// <param name="isDeclaration">Whether C# is new enough for a using declaration.</param>
    public static BlockSyntax UntilEnd(BlockSyntax block, int start, LocalDeclarationStatementSyntax declaration, bool isDeclaration)
    {
        if (!isDeclaration)
        {
            return Until(block, start, block.Statements.Count, declaration);
        }

        StatementSyntax held = Using(declaration, block.Statements[start]);
        return block.WithStatements(block.Statements.Replace(block.Statements[start], held));
    }

    /// <returns>The block, in which a using statement has taken the place of statement <paramref name="start"/> and encloses those up to, and not including, <paramref name="end"/>, which goes.</returns>
    public static BlockSyntax Until(BlockSyntax block, int start, int end, LocalDeclarationStatementSyntax declaration)
    {
        SyntaxList<StatementSyntax> all = block.Statements;
        StatementSyntax held = Enclosing(declaration.Declaration, all.Skip(start + 1).Take(end - start - 1)).WithLeadingTrivia(all[start].GetLeadingTrivia());
        return block.WithStatements([.. all.Take(start), held, .. all.Skip(end + 1)]);
    }

    /// <returns>The body of a function, with a using declaration, or around it a using statement, that holds the deferral.</returns>
    public static BlockSyntax Around(IReadOnlyList<StatementSyntax> body, LocalDeclarationStatementSyntax declaration, bool isDeclaration) =>
        SyntaxFactory.Block().WithStatements(isDeclaration ? [Using(declaration, declaration), .. body] : [Enclosing(declaration.Declaration, body)]);

    public static StatementSyntax Using(LocalDeclarationStatementSyntax declaration, StatementSyntax replaced) => declaration
        .WithoutLeadingTrivia()
        .WithUsingKeyword(SyntaxFactory.Token(SyntaxKind.UsingKeyword).WithTrailingTrivia(SyntaxFactory.Space))
        .WithTriviaFrom(replaced)
        .WithAdditionalAnnotations(Formatter.Annotation);

    private static UsingStatementSyntax Enclosing(VariableDeclarationSyntax declaration, IEnumerable<StatementSyntax> statements) =>
        SyntaxFactory.UsingStatement(declaration.WithoutTrivia(), expression: null, SyntaxFactory.Block(statements)).WithAdditionalAnnotations(Formatter.Annotation);
}
