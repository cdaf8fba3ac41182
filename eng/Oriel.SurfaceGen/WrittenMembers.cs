using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace Oriel.SurfaceGen;

/// <summary>What the project's own source declares of the official types. Equal when it declares the same.</summary>
internal sealed class WrittenMembers : IEquatable<WrittenMembers>
{
    /// <summary>Stands for "some instance constructor", so that none needs to be added to keep the implicit public one away.</summary>
    public const string AnyConstructor = ".ctor";

    private readonly SortedDictionary<string, HashSet<string>> _types = new(StringComparer.Ordinal);

    /// <summary>How a constructor of a class derived from the key has to call its base: arguments, or empty.</summary>
    private readonly SortedDictionary<string, string> _baseArguments = new(StringComparer.Ordinal);

    public static WrittenMembers Read(OfficialSurface surface, Compilation compilation, CancellationToken cancel)
    {
        WrittenMembers written = new();
        foreach (OfficialType type in surface.Types)
        {
            cancel.ThrowIfCancellationRequested();
            if (compilation.Assembly.GetTypeByMetadataName($"{surface.Namespace}.{type.Name}") is { } symbol)
            {
                written.Add(type.Name, symbol);
            }
        }

        return written;
    }

    public bool HasType(string type) => _types.ContainsKey(type);

    public bool Has(string type, string key) => _types.TryGetValue(type, out HashSet<string>? keys) && keys.Contains(key);

    public string BaseArguments(string baseType) => _baseArguments.TryGetValue(baseType, out string? arguments) ? arguments : "";

    public bool Equals(WrittenMembers? other) =>
        other is not null
        && _types.Count == other._types.Count
        && _types.Zip(other._types, (mine, theirs) => mine.Key == theirs.Key && mine.Value.SetEquals(theirs.Value)).All(same => same)
        && _baseArguments.SequenceEqual(other._baseArguments);

    public override bool Equals(object? obj) => Equals(obj as WrittenMembers);

    public override int GetHashCode() => _types.Aggregate(17, (hash, type) => (hash * 31) + type.Key.GetHashCode() + type.Value.Count);

    private void Add(string name, INamedTypeSymbol symbol)
    {
        HashSet<string> keys = new(StringComparer.Ordinal);
        IMethodSymbol[] constructors = [.. symbol.InstanceConstructors.Where(constructor => !constructor.IsImplicitlyDeclared)];
        foreach (ISymbol member in symbol.GetMembers())
        {
            if (!member.IsImplicitlyDeclared && MemberKeys.Of(member) is { } key)
            {
                keys.Add(key);
            }
        }

        if (constructors.Length > 0)
        {
            keys.Add(AnyConstructor);
            IMethodSymbol? easiest = constructors
                .Where(constructor => constructor.DeclaredAccessibility != Accessibility.Private)
                .OrderBy(constructor => constructor.Parameters.Length)
                .FirstOrDefault();
            _baseArguments[name] = string.Join(", ", easiest?.Parameters.Select(parameter =>
                $"default({parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)})") ?? []);
        }

        _types[name] = keys;
    }
}
