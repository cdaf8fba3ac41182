using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace Oriel.Analyzers.Tests.Harness;

/// <summary>Source with <c>[|marks|]</c> around each piece that the rule must report, in a project of its own.</summary>
internal sealed class CodeUnderTest : IDisposable
{
    private const string Start = "[|";
    private const string End = "|]";

    private readonly AdhocWorkspace _workspace = new();
    private readonly DocumentId _document;
    private readonly ImmutableArray<TextSpan> _marked;
    private readonly DiagnosticAnalyzer _analyzer;

    public CodeUnderTest(DiagnosticAnalyzer analyzer, string source, Library library, LanguageVersion version = LanguageVersion.Latest, bool isNullable = true, bool isProgram = false)
    {
        _analyzer = analyzer;
        (string text, _marked) = Unmarked(source);
        CSharpCompilationOptions options = new(
            isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: isNullable ? NullableContextOptions.Enable : NullableContextOptions.Disable);
        Project project = _workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "App", "App", LanguageNames.CSharp,
            compilationOptions: options,
            parseOptions: new CSharpParseOptions(version),
            metadataReferences: References.For(library)));
        Document document = project.AddDocument("App.cs", text);
        _document = document.Id;
        project = document.Project;
        if (library != Library.None)
        {
            project = project.AddDocument("Toolkits.cs", Toolkits.Source).Project;
        }

        Assert.True(_workspace.TryApplyChanges(project.Solution));
    }

    private Document Document => _workspace.CurrentSolution.GetDocument(_document)!;

    /// <summary>Compiles, and compares what the rule reports with the marks.</summary>
    public async Task CheckAsync()
    {
        Diagnostic[] reported = await ReportedAsync(Document.Project);

        SourceText text = await Document.GetTextAsync();
        Assert.Equal(
            _marked.Select(span => $"{text.Lines.GetLinePosition(span.Start)} {text.ToString(span)}"),
            reported.Select(diagnostic => $"{diagnostic.Location.GetLineSpan().StartLinePosition} {text.ToString(diagnostic.Location.SourceSpan)}"));
    }

    /// <summary>Applies the fix to each diagnostic, one after the other as long as there are any with a fix.</summary>
    /// <returns>The fixed source, which compiles.</returns>
    public async Task<string> FixAsync(CodeFixProvider fix)
    {
        Solution solution = _workspace.CurrentSolution;
        for (int round = 0; round <= _marked.Length; round++)
        {
            CodeAction? action = null;
            foreach (Diagnostic diagnostic in await ReportedAsync(solution.GetDocument(_document)!.Project))
            {
                CodeFixContext context = new(solution.GetDocument(_document)!, diagnostic, (found, _) => action ??= found, CancellationToken.None);
                await fix.RegisterCodeFixesAsync(context);
            }

            if (action is null)
            {
                break;
            }

            solution = await ChangedAsync(action);
        }

        return await TextAsync(solution);
    }

    /// <summary>Applies the fix to all diagnostics at once, as an editor and <c>dotnet format</c> do.</summary>
    /// <returns>The fixed source, which compiles.</returns>
    public async Task<string> FixAllAsync(CodeFixProvider fix)
    {
        Diagnostic[] reported = await ReportedAsync();
        string? key = null;
        await fix.RegisterCodeFixesAsync(new CodeFixContext(Document, reported[0], (found, _) => key = found.EquivalenceKey, CancellationToken.None));
        FixAllContext all = new(Document, fix, FixAllScope.Document, key!, fix.FixableDiagnosticIds, new FoundDiagnostics(reported), CancellationToken.None);
        CodeAction action = (await fix.GetFixAllProvider()!.GetFixAsync(all))!;
        return await TextAsync(await ChangedAsync(action));
    }

    /// <summary>What the rule reports.</summary>
    public Task<Diagnostic[]> ReportedAsync() => ReportedAsync(Document.Project);

    public void Dispose() => _workspace.Dispose();

    private static async Task<Solution> ChangedAsync(CodeAction action)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(CancellationToken.None);
        return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
    }

    private async Task<string> TextAsync(Solution solution)
    {
        _ = await CompiledAsync(solution.GetDocument(_document)!.Project);
        return (await solution.GetDocument(_document)!.GetTextAsync()).ToString();
    }

    private async Task<Diagnostic[]> ReportedAsync(Project project)
    {
        Compilation compilation = await CompiledAsync(project);
        CompilationWithAnalyzers withAnalyzers = compilation.WithAnalyzers(
            [_analyzer],
            new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: (error, _, _) => throw error, concurrentAnalysis: true, logAnalyzerExecutionTime: false));
        ImmutableArray<Diagnostic> diagnostics = await withAnalyzers.GetAnalyzerDiagnosticsAsync();
        return [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    /// <summary>Without errors, and without a warning that a fix may have brought.</summary>
    private static async Task<Compilation> CompiledAsync(Project project)
    {
        Compilation compilation = (await project.GetCompilationAsync())!;
        IEnumerable<Diagnostic> findings = compilation.GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id is "CS8602" or "CS4014");
        string text = (await project.Documents.First().GetTextAsync()).ToString();
        Assert.True(!findings.Any(), string.Join('\n', findings) + "\n" + text);
        return compilation;
    }

    private static (string Text, ImmutableArray<TextSpan> Marked) Unmarked(string source)
    {
        ImmutableArray<TextSpan>.Builder spans = ImmutableArray.CreateBuilder<TextSpan>();
        for (int start = source.IndexOf(Start, StringComparison.Ordinal); start >= 0; start = source.IndexOf(Start, StringComparison.Ordinal))
        {
            source = source.Remove(start, Start.Length);
            int end = source.IndexOf(End, StringComparison.Ordinal);
            source = source.Remove(end, End.Length);
            spans.Add(TextSpan.FromBounds(start, end));
        }

        return (source, spans.ToImmutable());
    }
}
