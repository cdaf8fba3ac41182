using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Oriel.Analyzers.Flow;

/// <summary>Finds the functions that are handed to another thread.</summary>
internal static class WorkerFunctions
{
    /// <summary>The functions among the arguments, as far as they are in the same file.</summary>
    public static IEnumerable<WorkerFunction> Among(IEnumerable<IArgumentOperation> arguments)
    {
        foreach (IArgumentOperation argument in arguments)
        {
            if (Functions.Unwrapped(argument.Value) is IArrayCreationOperation { Initializer: { } array })
            {
                foreach (IOperation element in array.ElementValues)
                {
                    if (Of(element) is { } function)
                    {
                        yield return function;
                    }
                }
            }
            else if (Of(argument.Value) is { } function)
            {
                yield return function;
            }
        }
    }

    /// <returns>Null if the value is neither a lambda nor the name of a method or a local function.</returns>
    public static WorkerFunction? Of(IOperation value) => Functions.Unwrapped(value) switch
    {
        IAnonymousFunctionOperation lambda => new WorkerFunction(lambda, null),
        IMethodReferenceOperation { SemanticModel: { } model } reference when Declaration(reference, model) is { } body => new WorkerFunction(body, reference.Syntax),
        _ => null,
    };

    private static IOperation? Declaration(IMethodReferenceOperation reference, SemanticModel model)
    {
        foreach (SyntaxReference declaration in reference.Method.DeclaringSyntaxReferences)
        {
            if (declaration.SyntaxTree == reference.Syntax.SyntaxTree && model.GetOperation(declaration.GetSyntax()) is { } body)
            {
                return body;
            }
        }

        return null;
    }
}
