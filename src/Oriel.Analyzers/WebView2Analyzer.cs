using Microsoft.CodeAnalysis.Diagnostics;
using Oriel.Analyzers.Symbols;

namespace Oriel.Analyzers;

/// <summary>What all rules have in common: they are silent in a compilation that knows no WebView2, the official assembly or Oriel's.</summary>
public abstract class WebView2Analyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (WebView2Symbols.Find(start.Compilation) is { } symbols)
            {
                Register(start, symbols);
            }
        });
    }

    private protected abstract void Register(CompilationStartAnalysisContext start, WebView2Symbols symbols);
}
