using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Oriel.Analyzers.Flow;
using Oriel.Analyzers.Symbols;

namespace Oriel.Analyzers.Rules;

/// <summary>ORIEL0003: a deferral that an exception would leave open.</summary>
/// <remarks>A deferral that is handed on (a field, an argument, a lambda, a return value) is somebody else's to complete.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeferralWithoutUsingAnalyzer : WebView2Analyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.DeferralWithoutUsing];

    private protected override void Register(CompilationStartAnalysisContext start, WebView2Symbols symbols) =>
        start.RegisterOperationAction(
            context =>
            {
                IInvocationOperation call = (IInvocationOperation)context.Operation;
                if (call.TargetMethod is { Name: "GetDeferral", Parameters.IsEmpty: true } method && symbols.IsDeferral(method.ReturnType) && IsLeftOpen(call))
                {
                    context.ReportDiagnostic(Diagnostic.Create(Descriptors.DeferralWithoutUsing, call.Syntax.GetLocation()));
                }
            },
            OperationKind.Invocation);

    private static bool IsLeftOpen(IInvocationOperation call)
    {
        IOperation? parent = call.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation)
        {
            parent = parent.Parent;
        }

        return parent switch
        {
            IExpressionStatementOperation => true,
            ISimpleAssignmentOperation { Target: IDiscardOperation } => true,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: { IsUsing: false } local } } => IsCompletedOnSomePathsOnly(call, local),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { IsUsing: false } local } declarator } =>
                declarator.Syntax.Parent?.Parent is LocalDeclarationStatementSyntax && IsCompletedOnSomePathsOnly(call, local),
            _ => false,
        };
    }

    private static bool IsCompletedOnSomePathsOnly(IOperation call, ILocalSymbol local)
    {
        IOperation function = Functions.Enclosing(call);
        foreach (IOperation operation in function.Descendants())
        {
            if (operation is ILocalReferenceOperation use
                && SymbolEqualityComparer.Default.Equals(use.Local, local)
                && (Functions.Enclosing(use) != function || !IsOnlyUsedHere(use) || IsInHandlerOfErrors(use)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsOnlyUsedHere(ILocalReferenceOperation use) => use.Parent switch
    {
        IInvocationOperation { Instance: { } instance } => ReferenceEquals(instance, use),
        IConditionalAccessOperation access => ReferenceEquals(access.Operation, use),
        ISimpleAssignmentOperation assignment => ReferenceEquals(assignment.Target, use),
        IBinaryOperation or IIsPatternOperation => true,
        _ => false,
    };

    /// <summary>Where an exception leads to as well.</summary>
    private static bool IsInHandlerOfErrors(IOperation use)
    {
        for (IOperation operation = use; operation.Parent is { } parent; operation = parent)
        {
            if (parent is ICatchClauseOperation || (parent is ITryOperation attempt && ReferenceEquals(attempt.Finally, operation)))
            {
                return true;
            }
        }

        return false;
    }
}
