using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Oriel.Analyzers.Flow;
using Oriel.Analyzers.Symbols;

namespace Oriel.Analyzers.Rules;

/// <summary>ORIEL0005: an async handler that goes on with the event args after an await, when the event is over because nobody took a deferral.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AwaitWithoutDeferralAnalyzer : WebView2Analyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.AwaitWithoutDeferral];

    private protected override void Register(CompilationStartAnalysisContext start, WebView2Symbols symbols) =>
        start.RegisterOperationAction(
            context =>
            {
                IOperation function = Functions.Enclosing(context.Operation);
                if (Functions.Symbol(function, context.ContainingSymbol) is { } method
                    && EventHandlers.HasForm(method, symbols)
                    && method.Parameters[1] is { } args
                    && symbols.IsDeferrable(args.Type)
                    && new HandlerBody(function, args, symbols).FirstAwaitThatLosesSomething() == context.Operation)
                {
                    context.ReportDiagnostic(Diagnostic.Create(Descriptors.AwaitWithoutDeferral, context.Operation.Syntax.GetLocation(), args.Name));
                }
            },
            OperationKind.Await);
}
