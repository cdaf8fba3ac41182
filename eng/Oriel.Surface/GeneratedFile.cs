using System.IO;

namespace Oriel.Surface;

internal static class GeneratedFile
{
    /// <summary>Writes the file only when it changes, so that nothing is rebuilt for nothing.</summary>
    /// <returns>Whether it has changed.</returns>
    public static bool Save(string path, string text)
    {
        if (File.Exists(path) && File.ReadAllText(path) == text)
        {
            return false;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return true;
    }
}
