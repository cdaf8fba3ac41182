using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Oriel.Analyzers.Flow;

/// <summary>Which function an operation belongs to, and what the function itself does. A lambda or a local function is a function of its own.</summary>
internal static class Functions
{
    /// <returns>The operation of the function: a lambda, a local function, or the whole body of a member.</returns>
    public static IOperation Enclosing(IOperation operation)
    {
        IOperation current = operation;
        while (current is not (IAnonymousFunctionOperation or ILocalFunctionOperation) && current.Parent is { } parent)
        {
            current = parent;
        }

        return current;
    }

    /// <param name="function">As <see cref="Enclosing"/> returns it.</param>
    /// <param name="member">The member whose body it is, if it is neither lambda nor local function.</param>
    public static IMethodSymbol? Symbol(IOperation function, ISymbol member) => function switch
    {
        IAnonymousFunctionOperation lambda => lambda.Symbol,
        ILocalFunctionOperation local => local.Symbol,
        _ => member as IMethodSymbol,
    };

    /// <summary>All operations below <paramref name="root"/>, itself included, that run as part of the same function, in the order of the source.</summary>
    /// <remarks>
    /// A lambda that a LINQ operator or a list calls runs as part of it too. What <c>nameof</c> names is not used at all.
    /// </remarks>
    public static IEnumerable<IOperation> Own(IOperation root)
    {
        Stack<IOperation> open = new();
        open.Push(root);
        while (open.Count > 0)
        {
            IOperation current = open.Pop();
            yield return current;
            foreach (IOperation child in current.ChildOperations.Reverse())
            {
                if (child is not (ILocalFunctionOperation or INameOfOperation) && (child is not IAnonymousFunctionOperation lambda || IsCalledInPlace(lambda)))
                {
                    open.Push(child);
                }
            }
        }
    }

    /// <summary>The value without conversions and brackets around it.</summary>
    public static IOperation? Unwrapped(IOperation? value)
    {
        while (true)
        {
            switch (value)
            {
                case IConversionOperation conversion:
                    value = conversion.Operand;
                    break;
                case IParenthesizedOperation brackets:
                    value = brackets.Operand;
                    break;
                case IDelegateCreationOperation creation:
                    value = creation.Target;
                    break;
                default:
                    return value;
            }
        }
    }

    /// <summary>The object whose member an operation is, through any number of members: <c>a</c> of <c>a.B.C()</c>.</summary>
    public static IOperation? Root(IOperation? operation)
    {
        while (true)
        {
            IOperation? instance = Unwrapped(operation) switch
            {
                IMemberReferenceOperation member => member.Instance,
                IInvocationOperation call => call.Instance,
                IAwaitOperation awaited => awaited.Operation,
                _ => null,
            };
            if (instance is null or IInstanceReferenceOperation)
            {
                return Unwrapped(operation);
            }

            operation = instance;
        }
    }

    private static bool IsCalledInPlace(IAnonymousFunctionOperation lambda)
    {
        IOperation? parent = lambda.Parent;
        while (parent is IDelegateCreationOperation or IConversionOperation)
        {
            parent = parent.Parent;
        }

        return parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingType: { } type } }
            && type is { Name: "Enumerable", ContainingNamespace: { Name: "Linq", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } }
                or { Name: "List", ContainingNamespace: { Name: "Generic", ContainingNamespace: { Name: "Collections", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } } };
    }
}
