using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Oriel.Core.Tests.Architecture;

/// <summary>Rules for every hand-written source file.</summary>
public sealed class SourceRulesTests
{
    private const int MostLines = 600;

    [Fact]
    public void No_file_is_longer_than_600_lines()
    {
        IEnumerable<string> tooLong = SourceFiles.Written()
            .Select(path => (Path: path, Lines: SourceFiles.Read(path).Count(character => character == '\n')))
            .Where(file => file.Lines > MostLines)
            .Select(file => $"{file.Path}: {file.Lines} lines; split the type by what it does, not into partial files");

        Assert.Empty(tooLong);
    }

    /// <remarks>The analyzer VSTHRD100 says so too, but an analyzer can be switched off on the spot.</remarks>
    [Fact]
    public void Nothing_is_async_void()
    {
        Assert.Empty(SourceFiles.Written().SelectMany(path => AsyncVoid(path, SourceFiles.Read(path))));
    }

    [Fact]
    public void Async_void_is_found_in_methods_and_local_functions()
    {
        const string Source = """
            class A
            {
                async void Method() { }
                void Outer() { async void Local() { } async Task Fine() { } }
            }
            """;

        Assert.Equal(["A.cs:3", "A.cs:4"], AsyncVoid("A.cs", Source));
    }

    private static IEnumerable<string> AsyncVoid(string path, string source) => SyntaxFactory.ParseCompilationUnit(source).DescendantNodes()
        .Where(node => node switch
        {
            MethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword) && IsVoid(method.ReturnType),
            LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword) && IsVoid(local.ReturnType),
            _ => false,
        })
        .Select(node => $"{path}:{SourceFiles.Line(source, node.SpanStart)}");

    private static bool IsVoid(TypeSyntax type) => type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword };
}
