using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Oriel.SurfaceGen;
using Xunit;

namespace Oriel.Core.Tests.Surface;

/// <summary>What the generator adds to what is written by hand.</summary>
public sealed class SurfaceGeneratorTests
{
    private const string Factories = """
        namespace Oriel.Core
        {
            sealed class NotBuiltAttribute : System.Attribute;
            sealed class WindowsOnlyAttribute(string instead) : System.Attribute { public string Instead => instead; }
            static class NotBuilt { public static System.Exception Member(string member) => new System.NotImplementedException(member); }
            static class WindowsOnly { public static System.Exception Member(string member, string instead) => new System.PlatformNotSupportedException(member + instead); }
        }
        """;

    [Fact]
    public void A_type_nobody_has_written_is_added_whole()
    {
        Compilation result = Generate("public class View : System.IDisposable { public string Title { get; set; } public event System.EventHandler<object> Closed; public void Dispose(); public bool TryGet(out string text, int at = 3); }", "");

        INamedTypeSymbol view = Type(result, "View");
        Assert.Equal(["Closed", "Dispose", "Title", "TryGet"], Members(view));
        Assert.Equal(Accessibility.Internal, Assert.Single(view.InstanceConstructors).DeclaredAccessibility);
        Assert.Equal("IDisposable", Assert.Single(view.Interfaces).Name);
    }

    [Fact]
    public void A_member_written_by_hand_has_no_stub()
    {
        Compilation result = Generate(
            "public class View { public void Go(string uri); public void Stop(); }",
            "public partial class View { public void Go(string uri) { } }");

        Assert.False(IsStub(Type(result, "View"), "Go"));
        Assert.True(IsStub(Type(result, "View"), "Stop"));
    }

    [Fact]
    public void A_type_written_completely_need_not_be_partial() => Generate(
        "public class View { public void Go(string uri); }",
        "public class View { internal View() { } public void Go(string uri) { } }");

    [Fact]
    public void Nullable_annotations_make_no_other_member()
    {
        Compilation result = Generate(
            "public class View { public System.Threading.Tasks.Task<string> Run(string script, System.Collections.Generic.List<object> more); }",
            "#nullable enable\npublic partial class View { public System.Threading.Tasks.Task<string?> Run(string? script, System.Collections.Generic.List<object?>? more) => null!; }");

        Assert.Single(Type(result, "View").GetMembers("Run"));
    }

    [Fact]
    public void A_member_written_by_hand_may_mention_types_that_only_the_generator_makes()
    {
        Compilation result = Generate(
            "public class View { public void Show(Options options, Kind kind); } public class Options { } public enum Kind { A = 0 }",
            "#nullable enable\npublic partial class View { public void Show(Options? options, Kind kind) { } }");

        Assert.Single(Type(result, "View").GetMembers("Show"));
    }

    [Fact]
    public void Overloads_are_told_apart_by_their_parameters()
    {
        Compilation result = Generate(
            "public class View { public bool Get(out string text); public bool Get(out int number); public bool Get(string[] all); }",
            "public partial class View { public bool Get(out int number) { number = 0; return true; } }");

        Assert.Equal(2, Type(result, "View").GetMembers("Get").Count(IsStub));
    }

    [Fact]
    public void Explicit_implementations_are_completed_too()
    {
        Compilation result = Generate(
            "public class All : System.Collections.Generic.IEnumerable<int> { System.Collections.Generic.IEnumerator<int> System.Collections.Generic.IEnumerable<int>.GetEnumerator(); System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator(); }",
            "using System.Collections;\npublic partial class All { IEnumerator IEnumerable.GetEnumerator() => null; }");

        Assert.Single(Type(result, "All").GetMembers().Where(IsStub));
    }

    [Fact]
    public void A_derived_class_calls_the_constructor_its_base_has() => Generate(
        "public class Controller { } public class Composition : Controller { public void Send(); }",
        "public class Controller { internal Controller(string name, int number) { } }");

    [Fact]
    public void Enums_and_structs_of_fields_are_no_stubs()
    {
        Compilation result = Generate("public enum Kind : uint { A = 0, B = 4294967295 } public struct Color { public byte A; public byte R; }", "");

        Assert.Equal(["A", "B"], Members(Type(result, "Kind")));
        Assert.Equal(["A", "R"], Members(Type(result, "Color")));
        Assert.DoesNotContain(Type(result, "Color").GetMembers(), IsStub);
    }

    [Fact]
    public void A_member_for_Windows_only_carries_what_to_use_instead()
    {
        Compilation result = Generate(
            "public class View { public System.IntPtr GetComView(); public void Go(); }",
            "",
            windowsOnly: "# a comment\n*.GetCom* = Use the \"object\" itself.");

        AttributeData attribute = Assert.Single(Type(result, "View").GetMembers("GetComView").Single().GetAttributes());
        Assert.Equal("Use the \"object\" itself.", attribute.ConstructorArguments[0].Value);
        Assert.True(IsStub(Type(result, "View"), "Go"));
    }

    [Fact]
    public void Nothing_is_generated_again_for_an_edit_that_declares_nothing()
    {
        CSharpCompilation before = Compile("public partial class View { public void Go() { } }");
        GeneratorDriver driver = Driver("public class View { public void Go(); public void Stop(); }", "").RunGenerators(before);
        driver = driver.RunGenerators(before.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Unrelated;")));

        IEnumerable<IncrementalStepRunReason> reasons = driver.GetRunResult().Results.Single().TrackedOutputSteps
            .SelectMany(steps => steps.Value).SelectMany(step => step.Outputs).Select(output => output.Reason);
        Assert.All(reasons, reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    private static Compilation Generate(string official, string written, string windowsOnly = "")
    {
        Driver(official, windowsOnly).RunGeneratorsAndUpdateCompilation(Compile(written), out Compilation result, out ImmutableArray<Diagnostic> _);
        Assert.Empty(result.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return result;
    }

    private static CSharpGeneratorDriver Driver(string official, string windowsOnly) => CSharpGeneratorDriver.Create(
        [new SurfaceGenerator().AsSourceGenerator()],
        [new MemoryText("Official.cs.txt", "namespace Microsoft.Web.WebView2.Core;\n" + official), new MemoryText("windows-only.txt", windowsOnly)],
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private static CSharpCompilation Compile(string written)
    {
        string[] sources = [Factories, $"namespace Microsoft.Web.WebView2.Core\n{{\n{written}\n}}"];
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        return CSharpCompilation.Create(
            "Test",
            sources.Select(source => CSharpSyntaxTree.ParseText(source)),
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
    }

    private static INamedTypeSymbol Type(Compilation compilation, string name) =>
        compilation.GetTypeByMetadataName("Microsoft.Web.WebView2.Core." + name) ?? throw new InvalidOperationException($"There is no {name}.");

    private static IEnumerable<string> Members(INamedTypeSymbol type) => type.GetMembers()
        .Where(member => member is not IMethodSymbol { MethodKind: not MethodKind.Ordinary })
        .Select(member => member.Name)
        .Order(StringComparer.Ordinal);

    private static bool IsStub(INamedTypeSymbol type, string member) => type.GetMembers(member).All(IsStub);

    private static bool IsStub(ISymbol member) => member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "NotBuiltAttribute");

    private sealed class MemoryText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
