using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;

namespace Oriel.Surface.Reading;

/// <summary>Writes the declaration of a type or member in C#, without its body. Nullable annotations are left out: the official
/// assembly has none, ours add them, and they bind nobody.</summary>
internal static class Declarations
{
    /// <summary>The attributes that change what a caller's compiler or the runtime does.</summary>
    private static readonly HashSet<string> s_listedAttributes =
    [
        "System.FlagsAttribute",
        "System.ObsoleteAttribute",
        "System.ComponentModel.EditorBrowsableAttribute",
        "System.Runtime.InteropServices.ClassInterfaceAttribute",
        "System.Runtime.InteropServices.ComVisibleAttribute",
        "System.Runtime.InteropServices.GuidAttribute",
    ];

    public static string OfType(Type type)
    {
        string kind = type.IsEnum ? "enum" : type.IsValueType ? "struct" : type.IsInterface ? "interface" : "class";
        string modifiers = kind switch
        {
            "class" when type.IsAbstract && type.IsSealed => "static ",
            "class" when type.IsAbstract => "abstract ",
            "class" when type.IsSealed => "sealed ",
            "struct" when Has(type, "System.Runtime.CompilerServices.IsReadOnlyAttribute") => "readonly ",
            _ => "",
        };
        List<string> bases = [];
        if (type.IsEnum)
        {
            string underlying = TypeNames.Of(type.GetEnumUnderlyingType());
            bases.AddRange(underlying == "int" ? [] : [underlying]);
        }
        else
        {
            if (type.BaseType is { } parent && parent.FullName is not ("System.Object" or "System.ValueType"))
            {
                bases.Add(TypeNames.Of(parent));
            }

            IEnumerable<string> inherited = type.BaseType?.GetInterfaces().Select(TypeNames.Of) ?? [];
            bases.AddRange(type.GetInterfaces().Select(TypeNames.Of).Except(inherited).Order(StringComparer.Ordinal));
        }

        string list = bases.Count == 0 ? "" : " : " + string.Join(", ", bases);
        return $"{Attributes(type)}public {modifiers}{kind} {TypeNames.Of(type)}{list}";
    }

    public static string OfConstructor(ConstructorInfo constructor) =>
        $"{Attributes(constructor)}{Access(constructor)} {constructor.DeclaringType!.Name}({Parameters(constructor)});";

    public static string OfField(FieldInfo field)
    {
        string modifiers = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        string value = field.IsLiteral ? " = " + Literal(field.GetRawConstantValue(), field.FieldType) : "";
        return $"{Attributes(field)}{(field.IsPublic ? "public" : "protected")} {modifiers}{TypeNames.Of(field.FieldType)} {field.Name}{value};";
    }

    public static string OfProperty(PropertyInfo property)
    {
        MethodInfo[] accessors = [.. property.GetAccessors(true).Where(SurfaceReader.IsListed)];
        MethodInfo widest = accessors.FirstOrDefault(accessor => accessor.IsPublic) ?? accessors[0];
        string access = Access(widest);
        string body = string.Concat(accessors.Select(accessor =>
        {
            string word = accessor.ReturnType.FullName != "System.Void" ? "get"
                : accessor.ReturnParameter.GetRequiredCustomModifiers().Any(m => m.Name == "IsExternalInit") ? "init" : "set";
            string own = Access(accessor);
            return $" {(own == access ? "" : own + " ")}{word};";
        }));
        ParameterInfo[] index = property.GetIndexParameters();
        string name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(Parameter))}]";
        return $"{Attributes(property)}{Prefix(widest)}{TypeNames.Of(property.PropertyType)} {name} {{{body} }}";
    }

    public static string OfEvent(EventInfo declared) =>
        $"{Attributes(declared)}{Prefix(declared.AddMethod!)}event {TypeNames.Of(declared.EventHandlerType!)} {declared.Name};";

    public static string OfMethod(MethodInfo method)
    {
        string generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(TypeNames.Of))}>" : "";
        string by = method.ReturnType.IsByRef ? "ref " : "";
        return $"{Attributes(method)}{Prefix(method)}{by}{TypeNames.Of(method.ReturnType)} {method.Name}{generic}({Parameters(method)});";
    }

    public static string Attributes(MemberInfo member)
    {
        IEnumerable<string> attributes = member.GetCustomAttributesData()
            .Where(attribute => s_listedAttributes.Contains(attribute.AttributeType.FullName!))
            .Select(attribute =>
            {
                string arguments = string.Join(", ", attribute.ConstructorArguments.Select(a => Literal(a.Value, a.ArgumentType)));
                string name = TypeNames.Of(attribute.AttributeType);
                return $"[{name[..^"Attribute".Length]}{(arguments.Length == 0 ? "" : $"({arguments})")}] ";
            })
            .Order(StringComparer.Ordinal);
        return string.Concat(attributes);
    }

    private static bool Has(MemberInfo member, string attribute) =>
        member.GetCustomAttributesData().Any(data => data.AttributeType.FullName == attribute);

    /// <summary>Empty for an explicit implementation, which takes no modifier.</summary>
    private static string Access(MethodBase method) =>
        method.IsPublic ? "public" : method.IsFamily ? "protected" : method.IsFamilyOrAssembly ? "protected internal" : "";

    private static string Prefix(MethodInfo method)
    {
        string access = Access(method);
        if (access.Length == 0)
        {
            return "";
        }

        bool overrides = method.IsVirtual && !method.Attributes.HasFlag(MethodAttributes.NewSlot);
        string modifier = method.IsStatic ? "static "
            : method.IsAbstract ? "abstract "
            : overrides ? (method.IsFinal ? "sealed override " : "override ")
            : method.IsVirtual && !method.IsFinal ? "virtual " : "";
        return $"{access} {modifier}";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        bool isParams = parameter.GetCustomAttributesData().Any(data => data.AttributeType.FullName == "System.ParamArrayAttribute");
        string by = isParams ? "params " : !parameter.ParameterType.IsByRef ? "" : parameter.IsOut ? "out " : parameter.IsIn ? "in " : "ref ";
        string value = parameter.HasDefaultValue ? " = " + Literal(parameter.RawDefaultValue, parameter.ParameterType) : "";
        return $"{by}{TypeNames.Of(parameter.ParameterType)} {parameter.Name}{value}";
    }

    private static string Literal(object? value, Type type) => value switch
    {
        null => type.IsValueType ? "default" : "null",
        bool truth => truth ? "true" : "false",
        string text => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"",
        Type named => $"typeof({TypeNames.Of(named)})",
        _ when type.IsEnum => $"({TypeNames.Of(type)}){Convert.ToString(value, CultureInfo.InvariantCulture)}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
