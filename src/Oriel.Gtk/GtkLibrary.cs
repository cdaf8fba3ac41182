using System;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Threading;
using Oriel.Gtk.Interop;
using Oriel.Gtk.Toolkits;

namespace Oriel.Gtk;

/// <summary>The GTK of this process. An app that has loaded one, itself or with a binding, need not say anything; one that has not says which with <see cref="Load"/>.</summary>
public static class GtkLibrary
{
    private const string Gtk3Name = "libgtk-3.so.0";
    private const string Gdk3Name = "libgdk-3.so.0";
    private const string Gtk4Name = "libgtk-4.so.1";

    private static readonly Lock s_lock = new();
    private static Toolkit? s_toolkit;
    private static nint s_gtk;
    private static nint s_gdk;

    static GtkLibrary() => NativeLibrary.SetDllImportResolver(typeof(GtkLibrary).Assembly, Resolve);

    /// <summary>The GTK that this process has loaded.</summary>
    /// <exception cref="InvalidOperationException">It has loaded none, or both.</exception>
    public static GtkVersion Version => Toolkit.Version;

    internal static Toolkit Toolkit
    {
        get
        {
            lock (s_lock)
            {
                return s_toolkit ??= Use(Choose(LoadedLibraries.Has(Gtk3Name), LoadedLibraries.Has(Gtk4Name)));
            }
        }
    }

    /// <summary>Loads a GTK, if it is not loaded, and initialises it on the calling thread. Thread: the one that is to run GTK.</summary>
    /// <param name="version">Which.</param>
    /// <exception cref="InvalidOperationException">The process has the other one, or GTK cannot open an X display.</exception>
    /// <exception cref="DllNotFoundException">It is not installed.</exception>
    public static void Load(GtkVersion version)
    {
        if (!Enum.IsDefined(version))
        {
            throw new ArgumentOutOfRangeException(nameof(version), version, "There is GtkVersion.Gtk3 and GtkVersion.Gtk4.");
        }

        lock (s_lock)
        {
            (string other, int otherNumber) = version == GtkVersion.Gtk3 ? (Gtk4Name, 4) : (Gtk3Name, 3);
            if (LoadedLibraries.Has(other))
            {
                throw new InvalidOperationException($"GTK {(int)version} cannot be loaded: this process has GTK {otherNumber} ({other}) already, and both in one process do not work.");
            }

            s_toolkit ??= Use(version);
        }

        s_toolkit.Initialize();
    }

    /// <exception cref="InvalidOperationException">None is loaded, or both are.</exception>
    internal static GtkVersion Choose(bool has3, bool has4) => (has3, has4) switch
    {
        (true, false) => GtkVersion.Gtk3,
        (false, true) => GtkVersion.Gtk4,
        (false, false) => throw new InvalidOperationException(
            $"This process has loaded neither {Gtk3Name} nor {Gtk4Name}. Initialise GTK first, with your binding or with GtkLibrary.Load(GtkVersion.Gtk3) or (GtkVersion.Gtk4)."),
        _ => throw new InvalidOperationException($"This process has loaded both {Gtk3Name} and {Gtk4Name}, which do not work together. Load one of them only."),
    };

    private static Toolkit Use(GtkVersion version)
    {
        s_gtk = NativeLibrary.Load(version == GtkVersion.Gtk3 ? Gtk3Name : Gtk4Name);
        s_gdk = version == GtkVersion.Gtk3 ? NativeLibrary.Load(Gdk3Name) : s_gtk;
        return version == GtkVersion.Gtk3 ? new Gtk3Toolkit() : new Gtk4Toolkit();
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name switch
    {
        Native.Gtk => s_gtk,
        Native.Gdk => s_gdk,
        _ => 0,
    };
}
