using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Oriel.Core;

/// <summary>
/// Lets the assemblies this one needs be found beside it.
/// </summary>
/// <remarks>
/// An app built against the official assembly has a list of its assemblies (deps.json) in which Oriel.Client and the others do not occur, and
/// .NET looks at nothing else. Putting our files in the place of the official one is enough all the same, because this asks in our own folder.
/// It runs when the first code of this assembly is about to run; what is loaded earlier, the layout of public types, must not need
/// the others (an architecture test holds this).
/// </remarks>
internal static class SiblingAssemblies
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255:The 'ModuleInitializer' attribute should not be used in libraries", Justification = "Nothing else runs early enough.")]
    internal static void Register()
    {
        Assembly own = typeof(SiblingAssemblies).Assembly;

        // No location: bundled into a single file, and then everything we need is in the bundle.
        if (Path.GetDirectoryName(own.Location) is { Length: > 0 } folder && AssemblyLoadContext.GetLoadContext(own) is { } context)
        {
            context.Resolving += (loader, name) => Find(loader, folder, name);
        }
    }

    /// <returns>The assembly from our folder; null, so that others may be asked, when it is not there.</returns>
    private static Assembly? Find(AssemblyLoadContext loader, string folder, AssemblyName name)
    {
        string path = Path.Combine(folder, name.Name + ".dll");
        return string.IsNullOrEmpty(name.CultureName) && File.Exists(path) ? loader.LoadFromAssemblyPath(path) : null;
    }
}
