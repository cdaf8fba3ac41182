using System;
using System.Collections.Generic;
using System.IO;
using Oriel.Client.Errors;

namespace Oriel.Client.Environments;

/// <summary>
/// The one name of a folder that may not exist yet: every symbolic link on the way is followed, so that two paths to one folder meet in
/// one broker. The rest of the path, from the first component that does not exist, is kept as it is.
/// </summary>
internal static class CanonicalPath
{
    // The kernel's own limit.
    private const int MostLinks = 40;

    /// <param name="path">Absolute and without dots; those in link targets are resolved as the kernel does it.</param>
    public static string Resolve(string path)
    {
        var remaining = new Stack<string>();
        Push(remaining, path);
        string current = "/";
        int links = 0;
        while (remaining.TryPop(out string? component))
        {
            if (component is "." or "..")
            {
                current = component == "." ? current : Path.GetDirectoryName(current) ?? "/";
                continue;
            }

            string next = Path.Combine(current, component);
            string? target = TargetOf(next);
            if (target is null)
            {
                current = next;
                continue;
            }

            if (++links > MostLinks)
            {
                throw OfficialErrors.FromHResult(
                    HResults.PathNotFound,
                    $"The path '{path}' leads through more than {MostLinks} symbolic links, as if one led to itself. Pass another one.");
            }

            current = Path.IsPathRooted(target) ? "/" : current;
            Push(remaining, target);
        }

        return current;
    }

    private static string? TargetOf(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What cannot be looked at cannot be entered either; using the folder will say so.
            return null;
        }
    }

    private static void Push(Stack<string> remaining, string path)
    {
        string[] components = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (int i = components.Length - 1; i >= 0; i--)
        {
            remaining.Push(components[i]);
        }
    }
}
