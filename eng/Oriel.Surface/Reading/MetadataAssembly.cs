using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Oriel.Surface.Reading;

/// <summary>An assembly opened as data: nothing of it is loaded or run, so the official one can be read on Linux.</summary>
internal sealed class MetadataAssembly : IDisposable
{
    private readonly MetadataLoadContext _context;

    private MetadataAssembly(MetadataLoadContext context, Assembly assembly)
    {
        _context = context;
        Assembly = assembly;
    }

    public Assembly Assembly { get; }

    /// <param name="path">The assembly; what it refers to is looked for beside it and among .NET's own.</param>
    public static MetadataAssembly Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no assembly at {path}. Build it first, or restore the packages.", path);
        }

        List<string> known = [path, .. Directory.GetFiles(RuntimeEnvironment.GetRuntimeDirectory(), "*.dll")];
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        known.RemoveAll(file => !names.Add(Path.GetFileName(file)));
        foreach (string sibling in Directory.GetFiles(Path.GetDirectoryName(path)!, "*.dll"))
        {
            if (names.Add(Path.GetFileName(sibling)))
            {
                known.Add(sibling);
            }
        }

        MetadataLoadContext context = new(new PathAssemblyResolver(known));
        return new MetadataAssembly(context, context.LoadFromAssemblyPath(path));
    }

    public void Dispose() => _context.Dispose();
}
