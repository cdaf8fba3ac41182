using System;
using System.IO;

namespace Oriel.Client.Tests.Environments;

/// <summary>A real folder of its own for one test, with what these tests put into it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private const UnixFileMode Executable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    public TemporaryFolder()
    {
        Path = Directory.CreateTempSubdirectory("oriel-environments-").FullName;
        // Searchable by the unprivileged identity that some tests take on.
        File.SetUnixFileMode(Path, Executable);
    }

    public string Path { get; }

    public string this[string relative] => System.IO.Path.Combine(Path, relative);

    public string CreateFolder(string relative) => Directory.CreateDirectory(this[relative]).FullName;

    public string WriteFile(string relative, string content = "")
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[relative])!);
        File.WriteAllText(this[relative], content);
        return this[relative];
    }

    /// <summary>A program that behaves as a browser does when asked for its version.</summary>
    public string WriteBrowser(string relative, string answer) => WriteScript(relative, $"[ \"$1\" = --version ] && echo '{answer}'");

    public string WriteScript(string relative, string body)
    {
        string path = WriteFile(relative, $"#!/bin/sh\n{body}\n");
        File.SetUnixFileMode(path, Executable);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
