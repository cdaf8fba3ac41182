using Microsoft.CodeAnalysis;

namespace Oriel.Analyzers.Flow;

/// <summary>A function that is handed to another thread.</summary>
/// <param name="body">A lambda, a local function or the body of a method.</param>
/// <param name="reference">Where it is named, if it is written elsewhere.</param>
internal sealed class WorkerFunction(IOperation body, SyntaxNode? reference)
{
    public IOperation Body { get; } = body;

    public SyntaxNode? Reference { get; } = reference;
}
