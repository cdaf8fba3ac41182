using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Oriel.Analyzers.Flow;

/// <summary>What runs after an await in the same function: the rest of its expression, of its statement, and of every block around it that can be reached from there.</summary>
/// <remarks>Other branches and the next turn of a loop are left out: a rule may miss something, but it raises no false alarm.</remarks>
internal static class Continuation
{
    /// <returns>Each operation on its own, in the order of the source within what lies around the await, from the inside out.</returns>
    public static IEnumerable<IOperation> Of(IAwaitOperation awaited)
    {
        IOperation current = awaited;
        while (current.Parent is { } parent && current is not (IAnonymousFunctionOperation or ILocalFunctionOperation or IMethodBodyBaseOperation))
        {
            // A call or an assignment is carried out when the values it needs are there, though its own object stands before them.
            if (parent is IInvocationOperation)
            {
                yield return parent;
            }
            else if (parent is IAssignmentOperation assignment && ReferenceEquals(assignment.Value, current))
            {
                yield return assignment.Target;
            }

            foreach (IOperation next in Next(parent, current))
            {
                foreach (IOperation operation in Functions.Own(next))
                {
                    yield return operation;
                }
            }

            if (!CanBeLeft(current))
            {
                yield break;
            }

            current = parent;
        }
    }

    private static IEnumerable<IOperation> Next(IOperation parent, IOperation child)
    {
        if (parent is ILocalFunctionOperation or IAnonymousFunctionOperation || IsAlternative(parent, child))
        {
            yield break;
        }

        bool isAfter = false;
        foreach (IOperation sibling in parent.ChildOperations)
        {
            if (isAfter && sibling is not (ILocalFunctionOperation or IAnonymousFunctionOperation or INameOfOperation))
            {
                yield return sibling;
            }

            isAfter |= ReferenceEquals(sibling, child);
        }
    }

    /// <summary>Whether the child is one of several of which one is taken, so that those beside it do not follow it.</summary>
    private static bool IsAlternative(IOperation parent, IOperation child) => parent switch
    {
        IConditionalOperation conditional => !ReferenceEquals(conditional.Condition, child),
        ISwitchOperation choice => !ReferenceEquals(choice.Value, child),
        ISwitchExpressionOperation choice => !ReferenceEquals(choice.Value, child),
        ILoopOperation loop => ReferenceEquals(loop.Body, child),
        _ => false,
    };

    private static bool CanBeLeft(IOperation operation)
    {
        if (operation.SemanticModel is not { } model)
        {
            return true;
        }

        return operation.Syntax switch
        {
            SwitchSectionSyntax { Statements: { Count: > 0 } statements } => IsLeftByBreak(model, statements),
            StatementSyntax statement when statement.Parent is BlockSyntax or IfStatementSyntax or ElseClauseSyntax or SwitchSectionSyntax =>
                model.AnalyzeControlFlow(statement) is { Succeeded: true, EndPointIsReachable: true },
            CatchClauseSyntax handler => model.AnalyzeControlFlow(handler.Block) is { Succeeded: true, EndPointIsReachable: true },
            _ => true,
        };
    }

    private static bool IsLeftByBreak(SemanticModel model, SyntaxList<StatementSyntax> statements)
    {
        if (model.AnalyzeControlFlow(statements[0], statements[statements.Count - 1]) is not { Succeeded: true } flow)
        {
            return false;
        }

        foreach (SyntaxNode exit in flow.ExitPoints)
        {
            if (exit.IsKind(SyntaxKind.BreakStatement))
            {
                return true;
            }
        }

        return false;
    }
}
