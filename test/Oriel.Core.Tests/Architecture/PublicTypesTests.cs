using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Oriel.Core.Dispatching;
using Oriel.Surface;
using Xunit;

namespace Oriel.Core.Tests.Architecture;

/// <summary>Public types hold no logic: they check and hand on (see <see cref="ApiBody"/>), and what they remember is who to hand on to.</summary>
public sealed class PublicTypesTests
{
    private const string Api = "src/Oriel.Core/Api";

    private const BindingFlags DeclaredFields =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static IEnumerable<Type> PublicTypes => typeof(NotBuilt).Assembly.GetExportedTypes();

    [Fact]
    public void Public_members_only_check_and_hand_on()
    {
        Assert.Empty(SourceFiles.Written(Api).SelectMany(path => ApiBody.Findings(path, SourceFiles.Read(path))));
    }

    [Fact]
    public void A_body_that_decides_loops_or_goes_on_and_on_is_found()
    {
        const string Source = """
            class A
            {
                A(int a, int b, int c, int d, int e, int f, int g) { _a = a; _b = b; _c = c; _d = d; _e = e; _f = f; _g = g; }
                int Fine { get { Check(); return _x ?? _feature.X; } set => _feature.X = value; }
                int Decides => a ? b ? 1 : c ? 2 : 3 : 4;
                void Loops() { foreach (int x in y) { } }
                void Catches() { try { } finally { } }
                void GoesOn() { A(); A(); A(); A(); A(); A(); A(); }
            }
            """;

        Assert.Equal(
            [
                "A.cs:5: 3 decisions, at most 2: the feature decides",
                "A.cs:6: a loop belongs in the feature",
                "A.cs:7: try, lock and local functions belong in the feature",
                "A.cs:8: 7 statements, at most 6: let the feature do it",
            ],
            ApiBody.Findings("A.cs", Source));
    }

    /// <remarks>A class without events, tasks and features is data (options, cookies, headers) and may hold what it likes; that it belongs to a thread makes no difference.</remarks>
    [Fact]
    public void Classes_that_do_something_remember_only_features_models_and_each_other()
    {
        IEnumerable<string> strangers = PublicTypes
            .Where(type => type.IsClass && type.Namespace == "Microsoft.Web.WebView2.Core" && DoesSomething(type))
            .SelectMany(type => type.GetFields(DeclaredFields))
            .Where(field => IsState(field) && !IsOurs(field.FieldType))
            .Select(field => $"{field.DeclaringType!.Name}.{field.Name} is a {field.FieldType}: let a feature or a model hold it");

        Assert.Empty(strangers);
    }

    /// <remarks>
    /// In an app built against the official assembly nothing finds Oriel.Client.dll before our module initializer has run, and a public type's
    /// layout is loaded before that. So a public type must not need another assembly of ours to be laid out: no base, interface or
    /// field that is a struct from there. References to classes are fine.
    /// </remarks>
    [Fact]
    public void Public_types_can_be_laid_out_without_our_other_assemblies()
    {
        IEnumerable<string> early = PublicTypes.SelectMany(type => type.GetInterfaces()
            .Append(type.BaseType)
            .Concat(type.GetFields(DeclaredFields).Select(field => field.FieldType).Where(field => field.IsValueType))
            .Where(needed => needed is not null && IsFromSibling(needed))
            .Select(needed => $"{type.Name} needs {needed}"));

        Assert.Empty(early);
    }

    [Fact]
    public void A_public_type_is_alone_in_a_file_named_after_it()
    {
        IEnumerable<string> misplaced = SourceFiles.Written(Api).SelectMany(path => SourceFiles.Parse(path).DescendantNodes()
            .OfType<BaseTypeDeclarationSyntax>()
            .Where(type => type.Parent is not BaseTypeDeclarationSyntax)
            .Where(type => Path.GetFileName(path).Split('.')[0] != type.Identifier.Text)
            .Select(type => $"{path} declares {type.Identifier.Text}"));

        Assert.Empty(misplaced);
    }

    [Fact]
    public void The_compiler_asks_for_documentation_of_every_public_member()
    {
        string rules = File.ReadAllText(Path.Combine(Repository.Root, "src/Oriel.Core/.editorconfig"));

        Assert.Contains("[Api/**.cs]\ndotnet_diagnostic.CS1591.severity = error", rules, StringComparison.Ordinal);
        Assert.DoesNotContain(SourceFiles.Written(Api), path => SourceFiles.Read(path).Contains("CS1591", StringComparison.Ordinal));
    }

    private static bool DoesSomething(Type type) =>
        type.GetEvents().Length > 0
        || type.GetMethods().Any(method => typeof(Task).IsAssignableFrom(method.ReturnType))
        || type.GetFields(DeclaredFields).Any(field => field.FieldType != typeof(OwnThread) && field.FieldType.Namespace?.StartsWith("Oriel.", StringComparison.Ordinal) == true);

    /// <summary>A field somebody wrote, or that of a property that can be set. A value fixed at construction is no state.</summary>
    private static bool IsState(FieldInfo field) =>
        !field.IsLiteral && (!field.IsDefined(typeof(CompilerGeneratedAttribute)) || (!field.IsInitOnly && field.Name.EndsWith(">k__BackingField", StringComparison.Ordinal)));

    private static bool IsOurs(Type type)
    {
        if (type.IsArray)
        {
            return IsOurs(type.GetElementType()!);
        }

        if (type.IsGenericType && type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true)
        {
            return type.GetGenericArguments().All(IsOurs);
        }

        return type.Namespace is { } name && (name.StartsWith("Oriel.", StringComparison.Ordinal) || name == "Microsoft.Web.WebView2.Core");
    }

    private static bool IsFromSibling(Type type) =>
        type.Assembly.GetName().Name!.StartsWith("Oriel.", StringComparison.Ordinal)
        || (type.IsGenericType && type.GetGenericArguments().Any(argument => argument.IsValueType && IsFromSibling(argument)));
}
