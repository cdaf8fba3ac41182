using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Oriel.Analyzers.Flow;
using Oriel.Analyzers.Symbols;

namespace Oriel.Analyzers.Rules;

/// <summary>Reports the uses of WebView2 in functions that run on another thread.</summary>
/// <remarks>It remembers nothing from one call to the next: an editor analyses pieces of a file again and again.</remarks>
internal sealed class WrongThreadReport(WebView2Symbols symbols, WorkerStarts starts, MessageLoops loops)
{
    private static readonly ImmutableDictionary<string, string?> s_afterAwait = ImmutableDictionary<string, string?>.Empty.Add(Descriptors.AfterAwait, null);

    /// <summary>A function on a thread of the pool.</summary>
    /// <param name="context">Where the function is handed on.</param>
    /// <param name="function">The function.</param>
    /// <param name="runner">What runs it, for the message.</param>
    public void Worker(OperationAnalysisContext context, WorkerFunction function, string runner) =>
        Report(context, function, Functions.Own(function.Body), subject => $"{runner} runs {subject} on another thread");

    /// <summary>A function on a thread of its own. It may be a UI thread, with views that it has made itself.</summary>
    /// <param name="context">Where the thread is created.</param>
    /// <param name="function">What it runs.</param>
    public void Thread(OperationAnalysisContext context, WorkerFunction function)
    {
        HashSet<ISymbol> ownObjects = new(SymbolEqualityComparer.Default);
        foreach (IOperation operation in function.Body.Descendants())
        {
            if (operation is IInvocationOperation call && loops.Has(call.TargetMethod))
            {
                return;
            }

            if (operation is IVariableDeclaratorOperation { Symbol: { } local })
            {
                ownObjects.Add(local);
            }
            else if (operation is IAssignmentOperation { Target: { } target } && Assigned(target) is { } variable)
            {
                ownObjects.Add(variable);
            }
        }

        Report(
            context,
            function,
            Functions.Own(function.Body).Where(operation =>
                operation is not IObjectCreationOperation && (Assigned(Functions.Root(operation)) is not { } root || !ownObjects.Contains(root))),
            subject => $"{subject} runs on a thread of its own");
    }

    /// <summary>What comes after an await that does not return to its thread, up to one that may go back there.</summary>
    /// <param name="context">Where <c>ConfigureAwait(false)</c> is called.</param>
    /// <param name="first">The await.</param>
    /// <remarks>The first such await of a function speaks for all, so that a use after several is reported once.</remarks>
    public void Continuation(OperationAnalysisContext context, IAwaitOperation first)
    {
        IOperation function = Functions.Enclosing(first);
        if (function is IAnonymousFunctionOperation lambda && starts.Has(lambda))
        {
            return;
        }

        HashSet<IOperation> reported = [];
        bool isFirst = true;
        foreach (IOperation operation in Functions.Own(function))
        {
            if (operation is IAwaitOperation { Operation: IInvocationOperation call } awaited && WorkerStarts.LeavesContext(call))
            {
                if (isFirst && awaited != first)
                {
                    return;
                }

                isFirst = false;
                Continuation(context, awaited, reported);
            }
        }
    }

    private void Continuation(OperationAnalysisContext context, IAwaitOperation awaited, HashSet<IOperation> reported)
    {
        foreach (IOperation operation in Flow.Continuation.Of(awaited))
        {
            if (operation is IAwaitOperation { Operation.Type: { } type } && !StaysAway(type))
            {
                return;
            }

            // What stands before the await and is carried out after it has got its own object before.
            bool isBegunBefore = operation.Syntax.SpanStart < awaited.Syntax.SpanStart;
            if (Used(operation, isBegunBefore) is { } member && reported.Add(operation))
            {
                Report(context, operation.Syntax, member, "this may run on another thread after ConfigureAwait(false)", s_afterAwait);
            }
        }
    }

    private void Report(OperationAnalysisContext context, WorkerFunction function, IEnumerable<IOperation> operations, Func<string, string> reason)
    {
        foreach (IOperation operation in operations)
        {
            if (Used(operation, isBegunBefore: false) is { } member)
            {
                if (function.Reference is { } reference)
                {
                    // The method may be right elsewhere: what is wrong is to hand it on.
                    Report(context, reference, member, reason($"'{reference}', which uses it,"));
                    return;
                }

                Report(context, operation.Syntax, member, reason("this"));
            }
        }
    }

    private static void Report(OperationAnalysisContext context, SyntaxNode node, ISymbol member, string reason, ImmutableDictionary<string, string?>? properties = null)
    {
        string name = member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? member.ContainingType.Name : $"{member.ContainingType.Name}.{member.Name}";
        context.ReportDiagnostic(Diagnostic.Create(Descriptors.WrongThread, node.GetLocation(), properties, name, reason));
    }

    /// <returns>The member, if the operation is the first of a chain of members that belongs to a thread.</returns>
    private ISymbol? Used(IOperation operation, bool isBegunBefore) => operation switch
    {
        IInvocationOperation { Instance: { } instance } call when symbols.IsThreadBound(call.TargetMethod) && (isBegunBefore || !IsReportedAlready(instance)) => call.TargetMethod,
        IMethodReferenceOperation => null,
        IMemberReferenceOperation { Instance: { } instance } reference when symbols.IsThreadBound(reference.Member) && (isBegunBefore || !IsReportedAlready(instance)) => reference.Member,
        IObjectCreationOperation { Constructor: { } constructor } when symbols.IsControl(constructor.ContainingType) => constructor,
        _ => null,
    };

    private bool IsReportedAlready(IOperation instance)
    {
        while (Functions.Unwrapped(instance) is { } inner)
        {
            ISymbol? member = inner switch
            {
                IInvocationOperation call => call.TargetMethod,
                IMemberReferenceOperation reference => reference.Member,
                _ => null,
            };
            if (member is null)
            {
                return false;
            }

            if (symbols.IsThreadBound(member))
            {
                return true;
            }

            instance = (inner as IInvocationOperation)?.Instance ?? (inner as IMemberReferenceOperation)?.Instance ?? inner;
            if (ReferenceEquals(instance, inner))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Tasks, and what makes of them something to await, resume where they are completed. Anything else may be made to go back to the UI thread.</summary>
    private static bool StaysAway(ITypeSymbol awaited) =>
        awaited.Name is "Task" or "ValueTask" or "ConfiguredTaskAwaitable" or "ConfiguredValueTaskAwaitable" or "YieldAwaitable";

    private static ISymbol? Assigned(IOperation? operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation property => property.Property,
        _ => null,
    };
}
