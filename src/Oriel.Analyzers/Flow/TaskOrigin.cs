using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Oriel.Analyzers.Symbols;

namespace Oriel.Analyzers.Flow;

/// <summary>Finds the member of WebView2 that a task comes from.</summary>
internal static class TaskOrigin
{
    /// <returns>The member, or null if the task comes from elsewhere, or if a local has been awaited or looked at before, so that it need not be pending.</returns>
    public static ISymbol? Find(IOperation? task, WebView2Symbols symbols)
    {
        while (true)
        {
            task = Functions.Unwrapped(task);
            switch (task)
            {
                case IInvocationOperation call when symbols.Has(call.TargetMethod.ContainingType):
                    return call.TargetMethod;
                case IInvocationOperation { TargetMethod.Name: "WhenAll" or "WhenAny" } call:
                    return FindAny(call, symbols);
                case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask" or "WaitAsync" or "Preserve" } call:
                    task = call.Instance ?? (call.Arguments.Length > 0 ? call.Arguments[0].Value : null);
                    break;
                case IConditionalAccessOperation access:
                    task = access.WhenNotNull;
                    break;
                case ILocalReferenceOperation local:
                    task = IsUntouched(local) ? Initializer(local) : null;
                    break;
                default:
                    return null;
            }
        }
    }

    /// <returns>The first member of WebView2 that one of the tasks given to <paramref name="call"/> comes from.</returns>
    public static ISymbol? FindAny(IInvocationOperation call, WebView2Symbols symbols)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (Functions.Unwrapped(argument.Value) is IArrayCreationOperation { Initializer: { } array })
            {
                foreach (IOperation element in array.ElementValues)
                {
                    if (Find(element, symbols) is { } origin)
                    {
                        return origin;
                    }
                }
            }
            else if (Functions.Unwrapped(argument.Value) is ICollectionExpressionOperation collection)
            {
                foreach (IOperation element in collection.Elements)
                {
                    if (Find(element, symbols) is { } origin)
                    {
                        return origin;
                    }
                }
            }
            else if (Find(argument.Value, symbols) is { } origin)
            {
                return origin;
            }
        }

        return null;
    }

    private static IOperation? Initializer(ILocalReferenceOperation local) =>
        local.Local.DeclaringSyntaxReferences is { Length: 1 } references
        && references[0] is { } reference
        && reference.SyntaxTree == local.Syntax.SyntaxTree
        && reference.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value }
            ? local.SemanticModel?.GetOperation(value)
            : null;

    /// <summary>Whether nothing has been done with the local before that could have waited for it, asked for its state or replaced it.</summary>
    private static bool IsUntouched(ILocalReferenceOperation use)
    {
        IOperation root = use;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        foreach (IOperation operation in root.Descendants())
        {
            if (operation is ILocalReferenceOperation other
                && SymbolEqualityComparer.Default.Equals(other.Local, use.Local)
                && other.Syntax.SpanStart < use.Syntax.SpanStart)
            {
                return false;
            }
        }

        return true;
    }
}
