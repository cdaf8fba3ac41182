using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Oriel.Analyzers.Symbols;

/// <summary>The types of WebView2 as one compilation knows them. The official assembly and Oriel's have the same names.</summary>
internal sealed class WebView2Symbols
{
    private const string Core = "Microsoft.Web.WebView2.Core.";

    private static readonly string[] s_controls =
    [
        "Microsoft.Web.WebView2.WinForms.WebView2",
        "Microsoft.Web.WebView2.Wpf.WebView2",
        "Microsoft.Web.WebView2.Wpf.WebView2CompositionControl",
        "Microsoft.UI.Xaml.Controls.WebView2",
        "Oriel.Gtk.WebView2",
    ];

    /// <summary>Plain data, implemented in the assembly itself: no object of a browser stands behind them.</summary>
    private static readonly string[] s_freeTypes =
    [
        Core + "CoreWebView2EnvironmentOptions",
        Core + "CoreWebView2CustomSchemeRegistration",
        Core + "CoreWebView2InitializationCompletedEventArgs",
        "Microsoft.Web.WebView2.WinForms.CoreWebView2CreationProperties",
        "Microsoft.Web.WebView2.Wpf.CoreWebView2CreationProperties",
    ];

    /// <summary>What is allowed on other threads.</summary>
    private static readonly (string Type, string Member)[] s_freeMembers =
    [
        (Core + "CoreWebView2WebResourceRequest", "Content"),
        (Core + "CoreWebView2WebResourceResponse", "Content"),
        (Core + "CoreWebView2CookieManager", "GetCookiesAsync"),
        // Not documented, but no more than a field in Windows Forms, and how a second UI thread gets what it needs.
        ("Microsoft.Web.WebView2.WinForms.WebView2", "CreationProperties"),
    ];

    private readonly HashSet<INamedTypeSymbol> _controls;
    private readonly HashSet<INamedTypeSymbol> _freeTypes;
    private readonly HashSet<ISymbol> _freeMembers = new(SymbolEqualityComparer.Default);
    private readonly INamedTypeSymbol? _exception;
    private readonly INamedTypeSymbol? _deferral;

    private WebView2Symbols(Compilation compilation)
    {
        _controls = KnownTypes.FindAll(compilation, s_controls);
        _freeTypes = KnownTypes.FindAll(compilation, s_freeTypes);
        _exception = compilation.GetTypeByMetadataName("System.Exception");
        _deferral = KnownTypes.Find(compilation, Core + "CoreWebView2Deferral");
        View = KnownTypes.Find(compilation, Core + "CoreWebView2");
        foreach ((string type, string member) in s_freeMembers)
        {
            if (KnownTypes.Find(compilation, type) is { } symbol)
            {
                _freeMembers.UnionWith(symbol.GetMembers(member));
            }
        }
    }

    /// <summary>The type <c>CoreWebView2</c>.</summary>
    public INamedTypeSymbol? View { get; }

    /// <returns>Null where neither a view nor a control is known.</returns>
    public static WebView2Symbols? Find(Compilation compilation)
    {
        WebView2Symbols symbols = new(compilation);
        return symbols.View is null && symbols._controls.Count == 0 ? null : symbols;
    }

    /// <summary>Whether the type is one of WebView2's.</summary>
    public bool Has(ITypeSymbol? type) => type is not null && (IsInNamespace(type.ContainingNamespace) || IsKnownControl(type));

    public bool IsView(ITypeSymbol? type) => SymbolEqualityComparer.Default.Equals(type, View);

    public bool IsDeferral(ITypeSymbol? type) => type is not null && SymbolEqualityComparer.Default.Equals(type, _deferral);

    /// <summary>Whether the type is a control that shows a view, or derived from one.</summary>
    public bool IsControl(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (IsKnownControl(type))
            {
                return true;
            }
        }

        return false;
    }

    public bool IsEventArgs(ITypeSymbol type) => type.Name.EndsWith("EventArgs", StringComparison.Ordinal) && Has(type);

    /// <summary>Whether an event comes from WebView2 itself: the end of the initialization is one of the control's own, raised after an await.</summary>
    public bool IsRaisedByView(ITypeSymbol eventArgs) => IsEventArgs(eventArgs) && eventArgs.Name != "CoreWebView2InitializationCompletedEventArgs";

    /// <summary>Whether a handler of the event can take a deferral.</summary>
    public bool IsDeferrable(ITypeSymbol eventArgs)
    {
        if (IsEventArgs(eventArgs))
        {
            foreach (ISymbol member in eventArgs.GetMembers("GetDeferral"))
            {
                if (member is IMethodSymbol method && IsDeferral(method.ReturnType))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether the member may be used only on the thread of its view.</summary>
    public bool IsThreadBound(ISymbol member) =>
        !member.IsStatic
        && member.ContainingType is { TypeKind: TypeKind.Class } type
        && Has(type)
        && !_freeTypes.Contains(type)
        && !_freeMembers.Contains(member.OriginalDefinition)
        && !IsException(type);

    private static bool IsInNamespace(INamespaceSymbol? space)
    {
        for (; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (space is
                {
                    Name: "WebView2",
                    ContainingNamespace: { Name: "Web", ContainingNamespace: { Name: "Microsoft", ContainingNamespace.IsGlobalNamespace: true } },
                })
            {
                return true;
            }
        }

        return false;
    }

    private bool IsKnownControl(ITypeSymbol type) => type is INamedTypeSymbol named && _controls.Contains(named);

    private bool IsException(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, _exception))
            {
                return true;
            }
        }

        return false;
    }
}
