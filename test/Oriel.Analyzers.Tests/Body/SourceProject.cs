using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Oriel.Analyzers.Tests.Harness;
using Oriel.SurfaceGen;

namespace Oriel.Analyzers.Tests.Body;

/// <summary>A project of this repository, compiled once more in memory as its build has compiled it.</summary>
internal sealed class SourceProject
{
    private static readonly string[] s_roots = ["src", "eng", "test", "bench", "samples"];
    private static readonly CSharpParseOptions s_parseOptions = new(LanguageVersion.Preview, DocumentationMode.None, preprocessorSymbols: ["NET", "NET9_0_OR_GREATER", "NET10_0_OR_GREATER", "RELEASE"]);
    private static readonly Lazy<ISourceGenerator[]> s_generators = new(LoadGenerators);

    private static readonly string[] s_packages = ["Microsoft.CodeAnalysis", "Microsoft.Extensions.Logging.Abstractions", "System.Composition", "xunit.", "Oriel.Analyzers.dll"];
    private static readonly ConcurrentDictionary<string, MetadataReference> s_references = new();

    private readonly string _file;
    private readonly XDocument _content;

    private SourceProject(string file)
    {
        _file = file;
        _content = XDocument.Load(file);
    }

    /// <summary>All projects with sources.</summary>
    public static IEnumerable<SourceProject> All => s_roots
        .Select(root => Path.Combine(Repository.Root, root))
        .SelectMany(root => Directory.EnumerateFiles(root, "*.csproj", SearchOption.AllDirectories))
        .Order(StringComparer.Ordinal)
        .Select(file => new SourceProject(file))
        .Where(project => project.Sources.Any());

    public int Lines => Sources.Sum(file => File.ReadLines(file).Count());

    public string Name => Path.GetFileNameWithoutExtension(_file);

    private string Folder => Path.GetDirectoryName(_file)!;

    private string AssemblyName => _content.Descendants("AssemblyName").FirstOrDefault()?.Value ?? Name;

    private bool IsTest => Folder.StartsWith(Path.Combine(Repository.Root, "test"), StringComparison.Ordinal);

    private IEnumerable<string> Sources
    {
        get
        {
            IEnumerable<string> own = Directory.EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories).Where(IsWritten)
                .Concat(_content.Descendants("Compile").Select(item => item.Attribute("Include")?.Value).OfType<string>().Select(file => Path.GetFullPath(Path.Combine(Folder, file))));
            bool runsTests = IsTest && Name.EndsWith("Tests", StringComparison.Ordinal) || Name == "Oriel.Conformance";
            return runsTests ? own.Append(Path.Combine(Repository.Root, "test", "Shared", "NothingIsLeftTests.cs")) : own;
        }
    }

    /// <summary>The folder to which the build has copied what the project refers to.</summary>
    private string Output =>
        Path.Combine(Folder, "bin", Repository.Configuration) is var bin && Directory.Exists(bin)
            ? Directory.EnumerateDirectories(bin).First()
            : throw new InvalidOperationException($"{Name} has not been built: there is no {bin}. Build Oriel.slnx first, because a project is compiled here against what its build has used.");

    /// <summary>An app that stands for other people's knows the official assembly only, and a test builds it.</summary>
    private bool IsForeign => Folder.StartsWith(Path.Combine(Repository.Root, "test", "apps"), StringComparison.Ordinal);

    public Compilation Compile()
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            AssemblyName,
            Sources.Select(file => CSharpSyntaxTree.ParseText(SourceText.From(File.ReadAllText(file)), s_parseOptions, file)),
            References(),
            new CSharpCompilationOptions(
                _content.Descendants("OutputType").Any(type => type.Value == "Exe") ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                allowUnsafe: true,
                cryptoKeyFile: Path.Combine(Repository.Root, "eng", "WebView2.snk"),
                publicSign: true,
                strongNameProvider: new DesktopStrongNameProvider(),
                nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create(s_generators.Value, AdditionalTexts(), s_parseOptions).RunGeneratorsAndUpdateCompilation(compilation, out Compilation complete, out _);
        return complete;
    }

    /// <summary>The folder of another framework of the runtime this runs on.</summary>
    private static string SharedFramework(string name)
    {
        string own = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return Path.Combine(own, "..", "..", name, Path.GetFileName(own));
    }

    private static bool IsWritten(string file) =>
        !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal);

    private IEnumerable<MetadataReference> References()
    {
        HashSet<string> framework = [.. Harness.References.Framework.OfType<PortableExecutableReference>().Select(reference => Path.GetFileName(reference.FilePath)!)];
        IEnumerable<string> copied = IsForeign ? [Repository.OfficialAssembly] : Directory.EnumerateFiles(Output, "*.dll");
        // A library's packages are not copied: what ours need beyond their own output is Roslyn and xunit, which are here.
        IEnumerable<string> packages = Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll").Where(file =>
            Path.GetFileName(file) is { } name && s_packages.Any(package => name.StartsWith(package, StringComparison.Ordinal)));
        IEnumerable<string> shared = _content.Descendants("FrameworkReference").SelectMany(item => Directory.EnumerateFiles(SharedFramework(item.Attribute("Include")!.Value), "*.dll"));
        return copied.Concat(packages).Concat(shared)
            .DistinctBy(Path.GetFileName)
            .Where(file => Path.GetFileName(file) is { } name && name != AssemblyName + ".dll" && !framework.Contains(name))
            .Select(file => s_references.GetOrAdd(file, path => MetadataReference.CreateFromFile(path)))
            .Concat(Harness.References.Framework);
    }

    private IEnumerable<AdditionalText> AdditionalTexts() => _content.Descendants("AdditionalFiles")
        .Select(item => new FileText(Path.GetFullPath(Path.Combine(Folder, item.Attribute("Include")!.Value))));

    private static ISourceGenerator[] LoadGenerators() =>
    [
        new SurfaceGenerator().AsSourceGenerator(),
        .. Repository.Generators
            .Where(file => file.Contains("Generator", StringComparison.Ordinal) || file.Contains("SourceGeneration", StringComparison.Ordinal))
            .SelectMany(file => new AnalyzerFileReference(file, new InPlaceLoader()).GetGenerators(LanguageNames.CSharp)),
    ];

    private sealed class FileText(string path) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(System.Threading.CancellationToken cancellationToken = default) => SourceText.From(File.ReadAllText(path));
    }

    private sealed class InPlaceLoader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public System.Reflection.Assembly LoadFromPath(string fullPath) => System.Reflection.Assembly.LoadFrom(fullPath);
    }
}
