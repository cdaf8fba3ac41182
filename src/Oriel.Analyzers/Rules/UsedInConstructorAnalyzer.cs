using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Oriel.Analyzers.Flow;
using Oriel.Analyzers.Symbols;

namespace Oriel.Analyzers.Rules;

/// <summary>ORIEL0006: <c>CoreWebView2</c> of a control that the constructor's own object has just got.</summary>
/// <remarks>A control that came in as a parameter may have been initialized long ago, and whoever asks whether it is null knows.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UsedInConstructorAnalyzer : WebView2Analyzer
{
    private const string Property = "CoreWebView2";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.UsedInConstructor];

    private protected override void Register(CompilationStartAnalysisContext start, WebView2Symbols symbols) =>
        start.RegisterOperationAction(
            context =>
            {
                IPropertyReferenceOperation reference = (IPropertyReferenceOperation)context.Operation;
                if (reference is { Property.Name: Property, Instance: { } control }
                    && context.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor }
                    && symbols.IsControl(reference.Property.ContainingType)
                    && Functions.Enclosing(reference) is not (IAnonymousFunctionOperation or ILocalFunctionOperation) and { } constructor
                    && IsOwn(control, constructor)
                    && !IsAskedForNull(reference, constructor))
                {
                    context.ReportDiagnostic(Diagnostic.Create(Descriptors.UsedInConstructor, reference.Syntax.GetLocation(), reference.Syntax.ToString()));
                }
            },
            OperationKind.PropertyReference);

    /// <summary>Whether the object under construction is the control, or made it.</summary>
    private static bool IsOwn(IOperation control, IOperation constructor) => Functions.Unwrapped(control) switch
    {
        IInstanceReferenceOperation => true,
        IMemberReferenceOperation { Instance: IInstanceReferenceOperation, Member: IFieldSymbol or IPropertySymbol } own => IsMadeHere(own.Member, constructor, isUnlessAssigned: true),
        ILocalReferenceOperation { Local: { } local } => IsMadeHere(local, constructor, isUnlessAssigned: false),
        _ => false,
    };

    private static bool IsMadeHere(ISymbol variable, IOperation constructor, bool isUnlessAssigned)
    {
        bool isMade = isUnlessAssigned;
        foreach (IOperation operation in Functions.Own(constructor))
        {
            IOperation? value = operation switch
            {
                ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: { } member } } assignment when SymbolEqualityComparer.Default.Equals(member, variable) => assignment.Value,
                ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: { } local } } assignment when SymbolEqualityComparer.Default.Equals(local, variable) => assignment.Value,
                IVariableDeclaratorOperation { Symbol: { } local, Initializer.Value: { } initial } when SymbolEqualityComparer.Default.Equals(local, variable) => initial,
                _ => null,
            };
            if (value is not null)
            {
                isMade = Functions.Unwrapped(value) is IObjectCreationOperation;
            }
        }

        return isMade;
    }

    /// <summary>Whether the constructor asks anywhere if the view is there.</summary>
    private static bool IsAskedForNull(IPropertyReferenceOperation reference, IOperation constructor)
    {
        foreach (IOperation operation in Functions.Own(constructor))
        {
            if (operation is IPropertyReferenceOperation { Property.Name: Property } other
                && SymbolEqualityComparer.Default.Equals(other.Property, reference.Property)
                && IsQuestion(other.Syntax))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsQuestion(SyntaxNode reference) => reference.Parent switch
    {
        ConditionalAccessExpressionSyntax access => access.Expression == reference,
        IsPatternExpressionSyntax => true,
        BinaryExpressionSyntax binary => binary.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression or SyntaxKind.CoalesceExpression,
        _ => false,
    };
}
