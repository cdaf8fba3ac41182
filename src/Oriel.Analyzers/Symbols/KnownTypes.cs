using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Oriel.Analyzers.Symbols;

/// <summary>Looks up types by their name in metadata.</summary>
internal static class KnownTypes
{
    /// <remarks>A name that two references declare is no reason to be silent: the first is taken.</remarks>
    public static INamedTypeSymbol? Find(Compilation compilation, string name)
    {
        if (compilation.GetTypeByMetadataName(name) is { } only)
        {
            return only;
        }

        foreach (INamedTypeSymbol type in compilation.GetTypesByMetadataName(name))
        {
            return type;
        }

        return null;
    }

    public static HashSet<INamedTypeSymbol> FindAll(Compilation compilation, string[] names)
    {
        HashSet<INamedTypeSymbol> found = new(SymbolEqualityComparer.Default);
        foreach (string name in names)
        {
            found.UnionWith(compilation.GetTypesByMetadataName(name));
        }

        return found;
    }
}
