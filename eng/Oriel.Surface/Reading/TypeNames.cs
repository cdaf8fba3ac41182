using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Linq;

namespace Oriel.Surface.Reading;

/// <summary>Types by the names C# has for them, short inside <see cref="SurfaceNamespace"/>.</summary>
internal static class TypeNames
{
    public const string SurfaceNamespace = "Microsoft.Web.WebView2.Core";

    private static readonly FrozenDictionary<string, string> s_keywords = new Dictionary<string, string>
    {
        ["System.Void"] = "void",
        ["System.Object"] = "object",
        ["System.String"] = "string",
        ["System.Boolean"] = "bool",
        ["System.Char"] = "char",
        ["System.SByte"] = "sbyte",
        ["System.Byte"] = "byte",
        ["System.Int16"] = "short",
        ["System.UInt16"] = "ushort",
        ["System.Int32"] = "int",
        ["System.UInt32"] = "uint",
        ["System.Int64"] = "long",
        ["System.UInt64"] = "ulong",
        ["System.Single"] = "float",
        ["System.Double"] = "double",
        ["System.Decimal"] = "decimal",
    }.ToFrozenDictionary();

    public static string Of(Type type)
    {
        if (type.IsByRef)
        {
            return Of(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (type.FullName is { } full && s_keywords.TryGetValue(full, out string? keyword))
        {
            return keyword;
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition().FullName == "System.Nullable`1")
        {
            return Of(type.GetGenericArguments()[0]) + "?";
        }

        string name = type.Name;
        if (type.IsGenericType)
        {
            name = $"{name[..name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>";
        }

        if (type.DeclaringType is { } outer)
        {
            return $"{Of(outer)}.{name}";
        }

        return type.Namespace is null or SurfaceNamespace ? name : $"{type.Namespace}.{name}";
    }
}
