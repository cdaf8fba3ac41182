using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Oriel.Analyzers.Symbols;

/// <summary>Methods that do not return before a message loop has ended, in the toolkits a WebView2 is used with.</summary>
internal sealed class MessageLoops
{
    private static readonly (string Type, string Method)[] s_methods =
    [
        ("System.Windows.Forms.Form", "ShowDialog"),
        ("System.Windows.Forms.CommonDialog", "ShowDialog"),
        ("System.Windows.Forms.TaskDialog", "ShowDialog"),
        ("System.Windows.Forms.MessageBox", "Show"),
        ("System.Windows.Forms.Application", "Run"),
        ("System.Windows.Forms.Application", "DoEvents"),
        ("System.Windows.Window", "ShowDialog"),
        ("System.Windows.MessageBox", "Show"),
        ("System.Windows.Application", "Run"),
        ("System.Windows.Threading.Dispatcher", "PushFrame"),
        ("System.Windows.Threading.Dispatcher", "Run"),
        ("Microsoft.Win32.CommonDialog", "ShowDialog"),
        ("Gtk.Dialog", "Run"),
        ("Gtk.NativeDialog", "Run"),
        ("Gtk.Application", "Run"),
        ("GLib.MainLoop", "Run"),
        ("Avalonia.Threading.Dispatcher", "PushFrame"),
        ("Avalonia.Threading.Dispatcher", "MainLoop"),
        ("Oriel.Threading.MessagePump", "PushFrame"),
        ("Oriel.Threading.MessagePump", "Run"),
    ];

    private readonly HashSet<ISymbol> _methods = new(SymbolEqualityComparer.Default);

    public MessageLoops(Compilation compilation)
    {
        foreach ((string type, string method) in s_methods)
        {
            if (KnownTypes.Find(compilation, type) is { } symbol)
            {
                _methods.UnionWith(symbol.GetMembers(method));
            }
        }
    }

    /// <summary>False where no toolkit is known, so that there is nothing to look for.</summary>
    public bool Any => _methods.Count > 0;

    public bool Has(IMethodSymbol method)
    {
        // A name is compared faster than a symbol, and there are few.
        if (method.Name is not ("ShowDialog" or "Show" or "Run" or "DoEvents" or "PushFrame" or "MainLoop"))
        {
            return false;
        }

        IMethodSymbol original = method.OriginalDefinition;
        while (original.OverriddenMethod is { } overridden)
        {
            original = overridden.OriginalDefinition;
        }

        return _methods.Contains(original);
    }
}
