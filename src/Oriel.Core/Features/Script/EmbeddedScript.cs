using System;
using System.IO;

namespace Oriel.Core.Features.Script;

/// <summary>The scripts for pages that come with the assembly.</summary>
internal static class EmbeddedScript
{
    /// <param name="name">As in the project file.</param>
    internal static string Read(string name)
    {
        using Stream stream = typeof(EmbeddedScript).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The script {name} is missing from the assembly: its build is broken.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().TrimEnd();
    }
}
