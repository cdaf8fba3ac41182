using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Oriel.Analyzers.Flow;
using Oriel.Analyzers.Symbols;

namespace Oriel.Analyzers.Rules;

/// <summary>ORIEL0002: a modal dialog, or any other nested message loop, inside a handler of a WebView2 event.</summary>
/// <remarks>After an await the handler has returned, and a dialog is what it is elsewhere.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModalLoopAnalyzer : WebView2Analyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.ModalLoop];

    private protected override void Register(CompilationStartAnalysisContext start, WebView2Symbols symbols)
    {
        MessageLoops loops = new(start.Compilation);
        if (!loops.Any)
        {
            return;
        }

        start.RegisterOperationAction(
            context =>
            {
                IInvocationOperation call = (IInvocationOperation)context.Operation;
                if (loops.Has(call.TargetMethod)
                    && Functions.Enclosing(call) is { } function
                    && EventHandlers.IsHandler(function, context.ContainingSymbol, symbols)
                    && !IsAfterAwait(function, call))
                {
                    string name = $"{call.TargetMethod.ContainingType.Name}.{call.TargetMethod.Name}";
                    context.ReportDiagnostic(Diagnostic.Create(Descriptors.ModalLoop, call.Syntax.GetLocation(), name));
                }
            },
            OperationKind.Invocation);
    }

    private static bool IsAfterAwait(IOperation function, IOperation call)
    {
        foreach (IOperation operation in Functions.Own(function))
        {
            if (operation is IAwaitOperation && operation.Syntax.Span.End <= call.Syntax.Span.End)
            {
                return true;
            }
        }

        return false;
    }
}
