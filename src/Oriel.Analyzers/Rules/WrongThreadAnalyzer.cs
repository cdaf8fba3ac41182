using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Oriel.Analyzers.Flow;
using Oriel.Analyzers.Symbols;

namespace Oriel.Analyzers.Rules;

/// <summary>ORIEL0004: a member of a WebView2 object on a thread that cannot be the view's.</summary>
/// <remarks>It starts from what leaves the thread, which is rare, and not from each use of a member.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WrongThreadAnalyzer : WebView2Analyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.WrongThread];

    private protected override void Register(CompilationStartAnalysisContext start, WebView2Symbols symbols)
    {
        WorkerStarts starts = new(start.Compilation);
        WrongThreadReport report = new(symbols, starts, new MessageLoops(start.Compilation));
        start.RegisterOperationAction(
            context =>
            {
                IInvocationOperation call = (IInvocationOperation)context.Operation;
                if (starts.Has(call.TargetMethod))
                {
                    foreach (WorkerFunction function in WorkerFunctions.Among(call.Arguments))
                    {
                        report.Worker(context, function, $"{call.TargetMethod.ContainingType.Name}.{call.TargetMethod.Name}");
                    }
                }
                else if (call.Parent is IAwaitOperation awaited && WorkerStarts.LeavesContext(call))
                {
                    report.Continuation(context, awaited);
                }
            },
            OperationKind.Invocation);
        start.RegisterOperationAction(
            context =>
            {
                IObjectCreationOperation creation = (IObjectCreationOperation)context.Operation;
                if (starts.IsCreatedWithWork(creation.Type))
                {
                    bool isThread = SymbolEqualityComparer.Default.Equals(creation.Type, starts.Thread);
                    foreach (WorkerFunction function in WorkerFunctions.Among(creation.Arguments))
                    {
                        if (isThread)
                        {
                            report.Thread(context, function);
                        }
                        else
                        {
                            report.Worker(context, function, "a timer");
                        }
                    }
                }
            },
            OperationKind.ObjectCreation);
        start.RegisterOperationAction(
            context =>
            {
                IEventAssignmentOperation assignment = (IEventAssignmentOperation)context.Operation;
                if (assignment is { Adds: true, EventReference: IEventReferenceOperation timer }
                    && starts.IsElapsed(timer.Event)
                    && WorkerFunctions.Of(assignment.HandlerValue) is { } function
                    && !SynchronizedTimers.Has(timer))
                {
                    report.Worker(context, function, "a timer");
                }
            },
            OperationKind.EventAssignment);
    }
}
