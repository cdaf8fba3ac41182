using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Oriel.Analyzers.Flow;
using Oriel.Analyzers.Symbols;

namespace Oriel.Analyzers.Rules;

/// <summary>ORIEL0001: <c>Result</c>, <c>Wait</c>, <c>GetAwaiter().GetResult()</c>, <c>WaitAll</c> and <c>WaitAny</c> on a task of WebView2.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BlockingWaitAnalyzer : WebView2Analyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.BlockingWait];

    private protected override void Register(CompilationStartAnalysisContext start, WebView2Symbols symbols)
    {
        start.RegisterOperationAction(
            context =>
            {
                IPropertyReferenceOperation reference = (IPropertyReferenceOperation)context.Operation;
                if (reference is { Property: { Name: "Result", ContainingType: { } type }, Instance: { } task } && IsTask(type))
                {
                    Report(context, "Result", TaskOrigin.Find(task, symbols));
                }
            },
            OperationKind.PropertyReference);
        start.RegisterOperationAction(
            context =>
            {
                IInvocationOperation call = (IInvocationOperation)context.Operation;
                IMethodSymbol method = call.TargetMethod;
                switch (method.Name)
                {
                    case "Wait" when IsTask(method.ContainingType) && !IsWithoutWaiting(call):
                        Report(context, "Wait", TaskOrigin.Find(call.Instance, symbols));
                        break;
                    case "WaitAll" or "WaitAny" when IsTask(method.ContainingType):
                        Report(context, method.Name, TaskOrigin.FindAny(call, symbols));
                        break;
                    case "GetResult" when call.Instance is IInvocationOperation { TargetMethod.Name: "GetAwaiter", Instance: { } task }:
                        Report(context, "GetResult", TaskOrigin.Find(task, symbols));
                        break;
                }
            },
            OperationKind.Invocation);
    }

    private static void Report(OperationAnalysisContext context, string member, ISymbol? origin)
    {
        if (origin is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.BlockingWait, context.Operation.Syntax.GetLocation(), member, origin.Name));
        }
    }

    private static bool IsTask(INamedTypeSymbol type) => type is
    {
        Name: "Task" or "ValueTask",
        ContainingNamespace: { Name: "Tasks", ContainingNamespace: { Name: "Threading", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } },
    };

    /// <summary><c>Wait(0)</c> only asks.</summary>
    private static bool IsWithoutWaiting(IInvocationOperation call) =>
        call.Arguments.Length > 0 && call.Arguments[0].Value.ConstantValue is { HasValue: true, Value: 0 };
}
