using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace Oriel.Surface.Reading;

/// <summary>Reads the public surface of an assembly: what a caller, a derived class or a compiler can see of it.</summary>
internal static class SurfaceReader
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The types of <see cref="TypeNames.SurfaceNamespace"/>, sorted by name. The official assembly also has COM interfaces in a
    /// namespace below it; no app is compiled against those, and there is no COM here.</summary>
    public static IReadOnlyList<SurfaceType> Read(Assembly assembly) =>
        [.. assembly.GetTypes()
            .Where(type => type.IsVisible && type.Namespace == TypeNames.SurfaceNamespace)
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(Read)];

    private static SurfaceType Read(Type type)
    {
        // Fields keep their order: it is a struct's layout, and which of two names for one enum value is printed depends on it.
        IEnumerable<SurfaceMember> members = type.IsEnum ? EnumValues(type) : Members(type)
            .OrderBy(member => member.Kind)
            .ThenBy(member => member.Kind == MemberKind.Field ? "" : member.Name, StringComparer.Ordinal)
            .ThenBy(member => member.Kind == MemberKind.Field ? "" : member.Declaration, StringComparer.Ordinal);
        return new SurfaceType(TypeNames.Of(type), Declarations.OfType(type), type.IsEnum, [.. members]);
    }

    private static IEnumerable<SurfaceMember> EnumValues(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => new SurfaceMember(
            MemberKind.Field,
            field.Name,
            $"{Declarations.Attributes(field)}{field.Name} = {field.GetRawConstantValue()}",
            IsVisible: true,
            State(type)));

    private static IEnumerable<SurfaceMember> Members(Type type)
    {
        foreach (ConstructorInfo constructor in type.GetConstructors(Declared).Where(c => !c.IsStatic && IsVisible(c)))
        {
            yield return new(MemberKind.Constructor, type.Name, Declarations.OfConstructor(constructor), true, State(constructor));
        }

        foreach (FieldInfo field in type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly))
        {
            yield return new(MemberKind.Field, field.Name, Declarations.OfField(field), true, State(field));
        }

        foreach (PropertyInfo property in type.GetProperties(Declared).Where(p => p.GetAccessors(true).Any(IsListed)))
        {
            bool visible = property.GetAccessors(true).Any(IsVisible);
            yield return new(MemberKind.Property, property.Name, Declarations.OfProperty(property), visible, State(property));
        }

        foreach (EventInfo declared in type.GetEvents(Declared).Where(e => IsListed(e.AddMethod!)))
        {
            yield return new(MemberKind.Event, declared.Name, Declarations.OfEvent(declared), IsVisible(declared.AddMethod!), State(declared));
        }

        foreach (MethodInfo method in type.GetMethods(Declared).Where(m => IsListed(m) && !m.IsSpecialName && m.Name != "Finalize"))
        {
            yield return new(MemberKind.Method, method.Name, Declarations.OfMethod(method), IsVisible(method), State(method));
        }
    }

    internal static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    /// <summary>An explicit implementation is private, but a type has to have it.</summary>
    internal static bool IsListed(MethodBase method) => IsVisible(method) || IsExplicitImplementation(method);

    private static bool IsExplicitImplementation(MethodBase method) =>
        method.IsPrivate && method.IsVirtual && method.Name.Contains('.', StringComparison.Ordinal);

    private static BuildState State(MemberInfo member)
    {
        foreach (CustomAttributeData attribute in member.GetCustomAttributesData())
        {
            switch (attribute.AttributeType.FullName)
            {
                case "Oriel.Core.NotBuiltAttribute": return BuildState.NotBuilt;
                case "Oriel.Core.WindowsOnlyAttribute":
                    return new BuildState(BuildStateKind.WindowsOnly, (string)attribute.ConstructorArguments[0].Value!);
            }
        }

        return BuildState.Built;
    }
}
