using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Oriel.Analyzers.Symbols;

namespace Oriel.Analyzers.Flow;

/// <summary>What an async handler does with its event args, and when.</summary>
internal sealed class HandlerBody
{
    private readonly WebView2Symbols _symbols;
    private readonly IOperation _function;
    private readonly IParameterSymbol _args;

    /// <summary>Locals through which the args' results can still be changed.</summary>
    private readonly HashSet<ISymbol> _parts = new(SymbolEqualityComparer.Default);

    public HandlerBody(IOperation function, IParameterSymbol args, WebView2Symbols symbols)
    {
        _function = function;
        _args = args;
        _symbols = symbols;
        foreach (IOperation operation in Functions.Own(function))
        {
            FindParts(operation);
        }
    }

    /// <returns>The first await without a deferral before it after which the args are used.</returns>
    public IAwaitOperation? FirstAwaitThatLosesSomething()
    {
        foreach (IOperation operation in Functions.Own(_function))
        {
            switch (operation)
            {
                case IAwaitOperation awaited when IsUsedAfter(awaited) && !TakesDeferralWithin(awaited):
                    return awaited;
                case IInvocationOperation { TargetMethod.Name: "GetDeferral" } call when IsArgs(call.Instance):
                    return null;
            }
        }

        return null;
    }

    private bool IsUsedAfter(IAwaitOperation awaited)
    {
        foreach (IOperation operation in Continuation.Of(awaited))
        {
            bool isUse = operation switch
            {
                IParameterReferenceOperation or ILocalReferenceOperation => IsArgsOrPart(operation),
                IMemberReferenceOperation or IInvocationOperation => IsArgsOrPart(Functions.Root(operation)),
                _ => false,
            };
            if (isUse)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A deferral that is taken while the awaited task is made: <c>await HandleAsync(e, e.GetDeferral())</c>.</summary>
    private bool TakesDeferralWithin(IAwaitOperation awaited)
    {
        foreach (IOperation operation in Functions.Own(awaited))
        {
            if (operation is IInvocationOperation { TargetMethod.Name: "GetDeferral" } call && IsArgs(call.Instance))
            {
                return true;
            }
        }

        return false;
    }

    private void FindParts(IOperation operation)
    {
        switch (operation)
        {
            // request = e.Request: what is done with it is done with the args.
            case IVariableDeclaratorOperation { Symbol: { } local, Initializer.Value: { } value } when IsPartOfArgs(value):
                _parts.Add(local);
                break;
            // e.Response = response: likewise.
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Instance: { } instance }, Value: { } value } when IsArgs(instance):
                FindPartsIn(value);
                break;
        }
    }

    private void FindPartsIn(IOperation assigned, int depth = 0)
    {
        switch (Functions.Unwrapped(assigned))
        {
            case ILocalReferenceOperation { Local: { } local } when IsResult(local.Type) || IsStream(local.Type):
                _parts.Add(local);
                break;
            // e.Response = environment.CreateWebResourceResponse(stream, …): the stream is read when the event is over.
            case IInvocationOperation call when depth == 0:
                foreach (IArgumentOperation argument in call.Arguments)
                {
                    FindPartsIn(argument.Value, depth + 1);
                }

                break;
        }
    }

    private bool IsPartOfArgs(IOperation value) =>
        Functions.Unwrapped(value) is IPropertyReferenceOperation { Instance: { } instance, Type: { } type } && IsArgs(instance) && IsResult(type);

    /// <summary>A view that is handed over goes on without the event.</summary>
    private bool IsResult(ITypeSymbol type) => type.IsReferenceType && _symbols.Has(type) && !_symbols.IsView(type);

    private static bool IsStream(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type is { Name: "Stream", ContainingNamespace: { Name: "IO", ContainingNamespace.Name: "System" } })
            {
                return true;
            }
        }

        return false;
    }

    private bool IsArgs(IOperation? operation) =>
        Functions.Unwrapped(operation) is IParameterReferenceOperation { Parameter: { } parameter } && SymbolEqualityComparer.Default.Equals(parameter, _args);

    private bool IsArgsOrPart(IOperation? operation) =>
        IsArgs(operation) || (Functions.Unwrapped(operation) is ILocalReferenceOperation { Local: { } local } && _parts.Contains(local));
}
