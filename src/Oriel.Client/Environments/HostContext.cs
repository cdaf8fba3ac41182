using System;
using System.IO;
using System.Reflection;

namespace Oriel.Client.Environments;

/// <summary>What the host process and its machine contribute to an environment; a test supplies its own.</summary>
internal sealed record HostContext
{
    private const string SharedLauncher = "dotnet";

    /// <summary>Relative paths start here, never at the current directory, which belongs to whoever started the app.</summary>
    public required string CodeDirectory { get; init; }

    /// <summary>Names the default user data folder.</summary>
    public required string ExecutableName { get; init; }

    public required Func<string, string?> Variable { get; init; }

    /// <summary>Stands before the absolute folders in which browsers are usually installed.</summary>
    public string InstallationRoot { get; init; } = "/";

    public static HostContext Current { get; } = new()
    {
        CodeDirectory = AppContext.BaseDirectory,
        ExecutableName = NameOfExecutable(),
        Variable = Environment.GetEnvironmentVariable,
    };

    /// <summary>The variable's value; null also when it is set to nothing, which counts as not set.</summary>
    public string? NonEmptyVariable(string name)
    {
        string? value = Variable(name);
        return string.IsNullOrWhiteSpace(value) ? null : value;
    }

    public string FullPath(string path) => Path.GetFullPath(path, CodeDirectory);

    /// <summary>XDG_DATA_HOME, or its documented default. A relative value is invalid by the XDG specification and ignored.</summary>
    public string DataHome()
    {
        string? dataHome = NonEmptyVariable("XDG_DATA_HOME");
        if (dataHome is not null && Path.IsPathRooted(dataHome))
        {
            return dataHome;
        }

        string home = NonEmptyVariable("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Path.Combine(home, ".local", "share");
    }

    // An app started as `dotnet app.dll` shares its executable with every other one; its own name is the entry assembly's.
    private static string NameOfExecutable()
    {
        string? name = Path.GetFileName(Environment.ProcessPath);
        if (string.IsNullOrEmpty(name) || name == SharedLauncher)
        {
            name = Assembly.GetEntryAssembly()?.GetName().Name ?? SharedLauncher;
        }

        return name;
    }
}
