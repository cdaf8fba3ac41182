using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Oriel.Surface.Parity;

/// <summary>Finds the tests that name a statement. It reads sources, not assemblies: those of another test project may be old or not built
/// at all when the page is made or checked.</summary>
internal static class BehaviourTests
{
    public static IReadOnlyList<BehaviourTest> Find(string root) =>
        [.. Directory.EnumerateFiles(Path.Combine(root, "test"), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .SelectMany(path => Read(path, File.ReadAllText(Path.Combine(root, path))))
            .OrderBy(test => test.Statement)
            .ThenBy(test => test.Path, StringComparer.Ordinal)
            .ThenBy(test => test.Name, StringComparer.Ordinal)];

    /// <summary>The tests of one source file: a <c>[Behaviour(n)]</c> on a class counts for each of its tests; a skipped test holds nothing.</summary>
    public static IEnumerable<BehaviourTest> Read(string path, string source)
    {
        if (!source.Contains("Behaviour(", StringComparison.Ordinal))
        {
            yield break;
        }

        CompilationUnitSyntax unit = SyntaxFactory.ParseCompilationUnit(source);
        foreach (MethodDeclarationSyntax method in unit.DescendantNodes().OfType<MethodDeclarationSyntax>().Where(IsTest))
        {
            TypeDeclarationSyntax type = method.Ancestors().OfType<TypeDeclarationSyntax>().First();
            foreach (int number in Statements(type).Concat(Statements(method)).Distinct())
            {
                yield return new BehaviourTest(number, $"{type.Identifier.Text}.{method.Identifier.Text}", path);
            }
        }
    }

    private static IEnumerable<int> Statements(MemberDeclarationSyntax member) => Attributes(member)
        .Where(attribute => Name(attribute) == "Behaviour")
        .SelectMany(attribute => attribute.ArgumentList?.Arguments ?? [])
        .Select(argument => int.Parse(argument.Expression.ToString(), CultureInfo.InvariantCulture));

    private static bool IsTest(MethodDeclarationSyntax method)
    {
        AttributeSyntax[] runners = [.. Attributes(method).Where(attribute =>
            Name(attribute).EndsWith("Fact", StringComparison.Ordinal) || Name(attribute).EndsWith("Theory", StringComparison.Ordinal))];
        return runners.Length > 0 && !runners.Any(IsSkipped);
    }

    private static bool IsSkipped(AttributeSyntax attribute) =>
        attribute.ArgumentList?.Arguments.Any(argument => argument.NameEquals?.Name.Identifier.Text == "Skip") == true;

    private static IEnumerable<AttributeSyntax> Attributes(MemberDeclarationSyntax member) => member.AttributeLists.SelectMany(list => list.Attributes);

    private static string Name(AttributeSyntax attribute)
    {
        string name = attribute.Name.ToString();
        name = name[(name.LastIndexOf('.') + 1)..];
        return name.EndsWith("Attribute", StringComparison.Ordinal) ? name[..^"Attribute".Length] : name;
    }
}
