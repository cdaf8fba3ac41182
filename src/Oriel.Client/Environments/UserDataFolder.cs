using System;
using System.IO;
using Oriel.Client.Errors;

namespace Oriel.Client.Environments;

/// <summary>
/// Where an environment's data lives. Resolving looks and never creates: an environment that no view is asked of leaves no trace. The
/// folder is made when the first view is.
/// </summary>
/// <param name="Path">Absolute, as the app wrote it: what UserDataFolder shows.</param>
/// <param name="CanonicalPath">The folder's one name, links followed: what identifies it to brokers.</param>
internal sealed record UserDataFolder(string Path, string CanonicalPath)
{
    private const string Suffix = ".WebView2";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // Errno values as .NET reports them in HResult for failures it has no exception type for.
    private const int NoSpaceLeft = 28;
    private const int QuotaExceeded = 122;

    /// <summary>Chromium's own folder, its <c>--user-data-dir</c>.</summary>
    public string BrowserFolder => System.IO.Path.Combine(CanonicalPath, "EBWebView");

    /// <summary>Where crash dumps go; shown to the app, so under the path it knows.</summary>
    public string FailureReportFolder => System.IO.Path.Combine(Path, "EBWebView", "Crashpad");

    /// <summary>The variable, else what the app passed, else the default; checked as far as looking can.</summary>
    public static UserDataFolder Resolve(HostContext host, string? folder)
    {
        string? named = host.NonEmptyVariable(EnvironmentVariables.UserDataFolder) ?? (string.IsNullOrWhiteSpace(folder) ? null : folder);
        string path = System.IO.Path.TrimEndingDirectorySeparator(named is null ? DefaultFor(host) : host.FullPath(named));
        var result = new UserDataFolder(path, Environments.CanonicalPath.Resolve(path));
        result.Check();
        return result;
    }

    /// <summary>Makes the folder, private to the user unless it exists. Called when a view is about to be created.</summary>
    public void Create()
    {
        Check();
        try
        {
            Directory.CreateDirectory(CanonicalPath, OwnerOnly);
        }
        catch (UnauthorizedAccessException e)
        {
            throw Denied(e);
        }
        catch (DirectoryNotFoundException e)
        {
            throw Failure(HResults.PathNotFound, "there is no such place", "Pass another folder.", e);
        }
        catch (PathTooLongException e)
        {
            throw Failure(HResults.PathTooLong, "its path is too long", "Pass a shorter one.", e);
        }
        catch (IOException e) when (e.HResult is NoSpaceLeft or QuotaExceeded)
        {
            throw Failure(HResults.DiskFull, "its disk is full", "Free some space, or pass a folder on another disk.", e);
        }
        catch (IOException e)
        {
            // A file may have come into being since the check; read-only file systems also end here.
            Check();
            throw Denied(e);
        }
    }

    private static string DefaultFor(HostContext host)
    {
        string name = host.ExecutableName + Suffix;
        string beside = System.IO.Path.Combine(System.IO.Path.TrimEndingDirectorySeparator(host.CodeDirectory), name);
        bool usable = Directory.Exists(beside) ? FilePermissions.CanCreateIn(beside) : FilePermissions.CanCreateIn(host.CodeDirectory);
        return usable ? beside : System.IO.Path.Combine(host.DataHome(), name);
    }

    private void Check()
    {
        string folder = CanonicalPath;
        if (File.Exists(folder))
        {
            throw Failure(HResults.FileExists, "a file of that name exists", "Pass another folder, or remove the file.");
        }

        while (!Directory.Exists(folder))
        {
            folder = System.IO.Path.GetDirectoryName(folder) ?? "/";
            if (File.Exists(folder))
            {
                throw Failure(HResults.PathNotFound, $"'{folder}' is a file", "Pass a path that leads through folders only.");
            }
        }

        if (!FilePermissions.CanCreateIn(folder))
        {
            throw Denied(null);
        }
    }

    private Exception Denied(Exception? inner)
    {
        const string remedy = "Pass one that this user can write, to CreateAsync or in " + EnvironmentVariables.UserDataFolder + ".";
        return Failure(HResults.AccessDenied, "this user may not write there", remedy, inner);
    }

    private Exception Failure(int hresult, string because, string remedy, Exception? inner = null)
    {
        return OfficialErrors.FromHResult(hresult, $"The user data folder '{Path}' cannot be used, because {because}. {remedy}", inner);
    }
}
