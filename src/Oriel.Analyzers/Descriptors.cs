using Microsoft.CodeAnalysis;

namespace Oriel.Analyzers;

/// <summary>The rules. Each has a page of its name in docs/rules, which is part of the package.</summary>
internal static class Descriptors
{
    public const string BlockingWaitId = "ORIEL0001";
    public const string ModalLoopId = "ORIEL0002";
    public const string DeferralWithoutUsingId = "ORIEL0003";
    public const string WrongThreadId = "ORIEL0004";
    public const string AwaitWithoutDeferralId = "ORIEL0005";
    public const string UsedInConstructorId = "ORIEL0006";

    /// <summary>A property of <see cref="WrongThread"/> where an await left the thread, which a fix can undo.</summary>
    public const string AfterAwait = "AfterAwait";

    private const string Category = "Threading";

    public static readonly DiagnosticDescriptor BlockingWait = new(
        BlockingWaitId,
        "Await a WebView2 task instead of blocking on it",
        "'{0}' stops the message pump that has to complete '{1}': await the task",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Completions of WebView2 are delivered by the message pump of the view's thread. A thread that blocks until one arrives does not pump, so it never arrives. See docs/rules/ORIEL0001.md.");

    public static readonly DiagnosticDescriptor ModalLoop = new(
        ModalLoopId,
        "Start no message loop inside a WebView2 event handler",
        "'{0}' runs a message loop inside a WebView2 event handler, and no WebView2 in it gets an event or a completion until it ends: post it to SynchronizationContext.Current",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "WebView2 runs handlers one after the other. A modal dialog or another nested message loop keeps the handler on the stack, and everything that comes later waits for it. See docs/rules/ORIEL0002.md.");

    public static readonly DiagnosticDescriptor DeferralWithoutUsing = new(
        DeferralWithoutUsingId,
        "Hold a deferral with a using",
        "An exception before Complete leaves the event open until the garbage collector finds this deferral, and the page waits: hold it with a using",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "A using completes the deferral however the handler ends. See docs/rules/ORIEL0003.md.");

    public static readonly DiagnosticDescriptor WrongThread = new(
        WrongThreadId,
        "Use a WebView2 object only on the thread it belongs to",
        "'{0}' belongs to the UI thread, and {1}: use it before, or go back to that thread first",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Members of WebView2 objects, their properties included, may be used only on the thread that created the view. See docs/rules/ORIEL0004.md.");

    public static readonly DiagnosticDescriptor AwaitWithoutDeferral = new(
        AwaitWithoutDeferralId,
        "Take a deferral before the first await of a handler",
        "For WebView2 the event is over at this await, and what is done with '{0}' afterwards comes too late: take a deferral before it with a using",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "An async handler returns at its first await. Without a deferral WebView2 then reads the event args and goes on. See docs/rules/ORIEL0005.md.");

    public static readonly DiagnosticDescriptor UsedInConstructor = new(
        UsedInConstructorId,
        "Do not use CoreWebView2 in a constructor",
        "'{0}' is null until EnsureCoreWebView2Async has completed, which cannot have happened in a constructor: use it after an await of that task, or in CoreWebView2InitializationCompleted",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The CoreWebView2 of a control comes into being asynchronously, and its completion needs the message pump. See docs/rules/ORIEL0006.md.");
}
