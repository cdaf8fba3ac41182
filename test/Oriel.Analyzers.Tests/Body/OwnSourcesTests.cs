using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Oriel.Analyzers.Rules;
using Xunit;

namespace Oriel.Analyzers.Tests.Body;

/// <summary>A large body of ordinary C#, most of it about threads: the sources of this repository.</summary>
public sealed class OwnSourcesTests
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> s_rules =
    [
        new BlockingWaitAnalyzer(), new ModalLoopAnalyzer(), new DeferralWithoutUsingAnalyzer(), new WrongThreadAnalyzer(), new AwaitWithoutDeferralAnalyzer(), new UsedInConstructorAnalyzer(),
    ];

    public static TheoryData<string> Projects => [.. SourceProject.All.Select(project => project.Name)];

    /// <remarks>A test over nothing would pass as well.</remarks>
    [Fact]
    public void The_body_is_large_and_the_samples_are_in_it()
    {
        Assert.True(SourceProject.All.Sum(project => project.Lines) > 60_000);
        Assert.Contains(SourceProject.All, static project => project.Name == "Oriel.Tour");
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public async Task No_rule_has_anything_to_say(string name)
    {
        Compilation compilation = SourceProject.All.Single(project => project.Name == name).Compile();
        IEnumerable<Diagnostic> errors = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.True(!errors.Any(), string.Join('\n', errors.Take(20)));

        Assert.Empty(await compilation
            .WithAnalyzers(s_rules, new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), (error, _, _) => throw error, concurrentAnalysis: true, logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync());
    }
}
