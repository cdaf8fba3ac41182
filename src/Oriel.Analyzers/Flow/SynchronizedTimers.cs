using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Oriel.Analyzers.Flow;

/// <summary>Timers of System.Timers that call on the thread of a <c>SynchronizingObject</c>.</summary>
internal static class SynchronizedTimers
{
    /// <summary>Whether the type in which the event is used sets a <c>SynchronizingObject</c> at all.</summary>
    public static bool Has(IEventReferenceOperation timer)
    {
        if (timer.Syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration)
        {
            return false;
        }

        foreach (SyntaxNode node in declaration.DescendantNodes())
        {
            if (node is IdentifierNameSyntax { Identifier.ValueText: "SynchronizingObject" })
            {
                return true;
            }
        }

        return false;
    }
}
