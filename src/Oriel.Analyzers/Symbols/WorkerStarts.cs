using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Oriel.Analyzers.Symbols;

/// <summary>What runs a function on a thread that has no message pump.</summary>
internal sealed class WorkerStarts
{
    private readonly HashSet<ISymbol> _methods = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _elapsed = new(SymbolEqualityComparer.Default);
    private readonly INamedTypeSymbol? _parallel;
    private readonly INamedTypeSymbol? _timer;

    public WorkerStarts(Compilation compilation)
    {
        Thread = compilation.GetTypeByMetadataName("System.Threading.Thread");
        _timer = compilation.GetTypeByMetadataName("System.Threading.Timer");
        _parallel = compilation.GetTypeByMetadataName("System.Threading.Tasks.Parallel");
        Add(compilation, "System.Threading.Tasks.Task", "Run");
        Add(compilation, "System.Threading.ThreadPool", "QueueUserWorkItem");
        Add(compilation, "System.Threading.ThreadPool", "UnsafeQueueUserWorkItem");
        if (compilation.GetTypeByMetadataName("System.Timers.Timer") is { } timer)
        {
            _elapsed.UnionWith(timer.GetMembers("Elapsed"));
        }
    }

    /// <summary>Unlike the others a thread of one's own may get a pump.</summary>
    public INamedTypeSymbol? Thread { get; }

    public bool Has(IMethodSymbol method) =>
        method.Name is "Run" or "QueueUserWorkItem" or "UnsafeQueueUserWorkItem"
            ? _methods.Contains(method.OriginalDefinition)
            : method.Name is "For" or "ForEach" or "ForAsync" or "ForEachAsync" or "Invoke" && SymbolEqualityComparer.Default.Equals(method.ContainingType, _parallel);

    /// <summary>Whether an object of the type gets its function when it is created.</summary>
    public bool IsCreatedWithWork(ITypeSymbol? type) =>
        type is { Name: "Thread" or "Timer" } && (SymbolEqualityComparer.Default.Equals(type, Thread) || SymbolEqualityComparer.Default.Equals(type, _timer));

    public bool IsElapsed(IEventSymbol timerEvent) => timerEvent.Name == "Elapsed" && _elapsed.Contains(timerEvent);

    /// <summary>Whether the lambda is given to one of these directly.</summary>
    public bool Has(IAnonymousFunctionOperation lambda)
    {
        IOperation? parent = lambda.Parent;
        while (parent is IDelegateCreationOperation or IConversionOperation or IArgumentOperation or IParenthesizedOperation)
        {
            parent = parent.Parent;
        }

        return parent switch
        {
            IInvocationOperation call => Has(call.TargetMethod),
            IObjectCreationOperation creation => IsCreatedWithWork(creation.Type),
            IEventAssignmentOperation { EventReference: IEventReferenceOperation timer } => IsElapsed(timer.Event),
            _ => false,
        };
    }

    /// <summary><c>ConfigureAwait</c> with false, or with options without <c>ContinueOnCapturedContext</c>, which is 1.</summary>
    public static bool LeavesContext(IInvocationOperation call) =>
        call is { TargetMethod.Name: "ConfigureAwait", Arguments: { Length: > 0 } arguments }
        && (arguments[0].Value.ConstantValue is { HasValue: true, Value: false } || arguments[0].Value.ConstantValue is { HasValue: true, Value: 0 or 2 or 4 or 6 });

    private void Add(Compilation compilation, string type, string method)
    {
        if (compilation.GetTypeByMetadataName(type) is { } symbol)
        {
            _methods.UnionWith(symbol.GetMembers(method));
        }
    }
}
