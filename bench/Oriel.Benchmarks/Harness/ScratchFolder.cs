using System;
using System.IO;

namespace Oriel.Benchmarks.Harness;

/// <summary>A user data folder for one browser, removed with everything in it.</summary>
internal sealed class ScratchFolder : IDisposable
{
    // A browser's last helper processes may still write for an instant after the browser itself has ended.
    private const int Attempts = 50;

    public string Path { get; } = Directory.CreateTempSubdirectory("oriel-bench-").FullName;

    public void Dispose()
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                Directory.Delete(Path, recursive: true);
                return;
            }
            catch (DirectoryNotFoundException) when (attempt < Attempts && Directory.Exists(Path))
            {
            }
            catch (DirectoryNotFoundException)
            {
                return;
            }
            catch (IOException) when (attempt < Attempts)
            {
            }
        }
    }
}
