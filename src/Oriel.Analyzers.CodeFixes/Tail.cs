using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Oriel.Analyzers.CodeFixes;

/// <summary>The last statements of a block, from one on, when nothing else of the function runs after them.</summary>
internal sealed class Tail
{
    private readonly int _start;
    private readonly int _end;

    private Tail(SyntaxNode container, int start, int end)
    {
        Container = container;
        _start = start;
        _end = end;
    }

    /// <summary>A block, a section of a switch, or the only statement of a branch.</summary>
    public SyntaxNode Container { get; }

    // A list of one that is made for it would take the statement out of its file.
    public IReadOnlyList<StatementSyntax> Statements =>
        Container is StatementSyntax only and not BlockSyntax ? [only] : [.. All(Container).Skip(_start).Take(_end - _start)];

    /// <summary>From the statement around <paramref name="node"/> on, or from a using around it: what it holds must live as long as it is used.</summary>
    public static Tail? Of(SyntaxNode node, SyntaxNode body)
    {
        StatementSyntax? start = node.FirstAncestorOrSelf<StatementSyntax>();
        Tail? tail = null;
        for (SyntaxNode? current = start; current is not null && current != body; current = current.Parent)
        {
            if (current is not StatementSyntax statement || current.Parent is not { } parent)
            {
                if (current is ElseClauseSyntax or SwitchSectionSyntax)
                {
                    continue;
                }

                return null;
            }

            bool isWithin = tail is not null;
            switch (parent)
            {
                case BlockSyntax or SwitchSectionSyntax:
                    SyntaxList<StatementSyntax> all = All(parent);
                    int end = parent is SwitchSectionSyntax && all[all.Count - 1] is BreakStatementSyntax ? all.Count - 1 : all.Count;
                    int index = all.IndexOf(statement);
                    int held = all.IndexOf(IsUsingDeclaration);
                    if (held >= 0 && held < index)
                    {
                        tail = new Tail(parent, held, end);
                    }
                    else if (!isWithin)
                    {
                        tail = new Tail(parent, index, end);
                    }
                    else if (index != end - 1)
                    {
                        return null;
                    }

                    break;
                case UsingStatementSyntax or LockStatementSyntax:
                    // Moved as a whole, with what follows it.
                    tail = null;
                    break;
                case IfStatementSyntax or ElseClauseSyntax:
                    tail ??= new Tail(statement, 0, 1);
                    break;
                default:
                    return null;
            }
        }

        return tail;
    }

    /// <returns>The container with one statement in the tail's place.</returns>
    public SyntaxNode Replaced(StatementSyntax statement)
    {
        StatementSyntax placed = statement.WithLeadingTrivia(Statements[0].GetLeadingTrivia()).WithTrailingTrivia(Statements[Statements.Count - 1].GetTrailingTrivia());
        SyntaxList<StatementSyntax> all = All(Container);
        SyntaxList<StatementSyntax> replaced = [.. all.Take(_start), placed, .. all.Skip(_end)];
        return Container switch
        {
            BlockSyntax block => block.WithStatements(replaced),
            SwitchSectionSyntax section => section.WithStatements(replaced),
            _ => placed,
        };
    }

    private static SyntaxList<StatementSyntax> All(SyntaxNode container) => container switch
    {
        BlockSyntax block => block.Statements,
        SwitchSectionSyntax section => section.Statements,
        _ => [],
    };

    private static bool IsUsingDeclaration(StatementSyntax statement) =>
        statement is LocalDeclarationStatementSyntax declaration && declaration.UsingKeyword.ValueText.Length > 0;
}
