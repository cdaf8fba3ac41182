using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Oriel.ProtocolGen;

internal static class Repository
{
    /// <summary>The folder that holds the solution this program was built in.</summary>
    public static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Oriel.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Oriel.slnx; run the generator from its build in the repository.");
    }

    /// <summary>The generated files that exist, as paths under <paramref name="root"/>.</summary>
    public static IEnumerable<string> GeneratedFiles(string root) =>
        Directory.EnumerateFiles(Path.Combine(root, "src", "Oriel.Protocol"), "*.g.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path))
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Contains("obj"));
}
