using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Oriel.TestKit.Leaks;
using Oriel.TestKit.Processes;

namespace Oriel.TestKit.Users;

/// <summary>A user of the machine, made for one test and removed at its end. Only root can (see <see cref="RootFactAttribute"/>).</summary>
public sealed partial class UnprivilegedUser : IAsyncDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private static readonly TimeSpan s_endBound = TimeSpan.FromSeconds(20);

    private readonly TempFolder _folder;

    private UnprivilegedUser(string name, int id, TempFolder folder)
    {
        Name = name;
        Id = id;
        _folder = folder;
        Home = MakeFolder("home");
        RuntimeFolder = MakeFolder("run");
        ScratchFolder = MakeFolder("tmp");
    }

    /// <summary>The user's name.</summary>
    public string Name { get; }

    /// <summary>The user's number, and that of the only group.</summary>
    public int Id { get; }

    /// <summary>A private folder that the user may fill.</summary>
    public string Home { get; }

    /// <summary>XDG_RUNTIME_DIR of the user's processes.</summary>
    public string RuntimeFolder { get; }

    /// <summary>TMPDIR of the user's processes.</summary>
    public string ScratchFolder { get; }

    /// <summary>Makes one.</summary>
    public static async Task<UnprivilegedUser> CreateAsync()
    {
        string name = $"oriel-t-{TestRun.Id}-{Path.GetRandomFileName()[..6]}";
        await RunAsync("useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", name);
        int id = int.Parse(await RunAsync("id", "-u", name), CultureInfo.InvariantCulture);
        return new UnprivilegedUser(name, id, new TempFolder("user"));
    }

    /// <summary>Has a program run as this user, in this user's folders.</summary>
    public void Apply(ProcessStartInfo start)
    {
        start.UserName = Name;
        start.WorkingDirectory = Home;
        start.Environment["HOME"] = Home;
        start.Environment["USER"] = Name;
        start.Environment["XDG_RUNTIME_DIR"] = RuntimeFolder;
        start.Environment["TMPDIR"] = ScratchFolder;
        // What our scripts set for root is not for others: their Chromium keeps its sandbox.
        start.Environment.Remove("WEBVIEW2_ADDITIONAL_BROWSER_ARGUMENTS");
    }

    /// <summary>Copies a folder to where the user can read it: a checkout in root's home is closed to others.</summary>
    /// <returns>The copy's path; the same for the same folder.</returns>
    public string Copy(string folder)
    {
        string copy = Path.Combine(Home, Path.GetFileName(Path.GetDirectoryName(folder)!) + "-" + Path.GetFileName(folder));
        if (!Directory.Exists(copy))
        {
            foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            {
                string target = Path.Combine(copy, Path.GetRelativePath(folder, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }

            GiveAll(copy);
        }

        return copy;
    }

    /// <summary>Makes a private folder in the user's home.</summary>
    public string MakeHomeFolder(string name)
    {
        string path = Path.Combine(Home, name);
        Directory.CreateDirectory(path, Private);
        Give(path);
        return path;
    }

    /// <summary>Waits for the user's processes to end, and removes the user.</summary>
    /// <exception cref="InvalidOperationException">Some go on, or have left something in TMPDIR.</exception>
    public async ValueTask DisposeAsync()
    {
        string[] left = [];
        try
        {
            await ProcessTable.WaitUntilNobodyNamesAsync(_folder.Path, s_endBound);
            left = [.. LeakCheck.InScratch(ScratchFolder)];
            await _folder.DisposeAsync();
            ProcessEntry[] others = [.. ProcessTable.Read().Where(IsOfUser)];
            await Task.WhenAll(others.Select(process => ProcessExit.WaitAsync(process, s_endBound)));
        }
        finally
        {
            await RunAsync("userdel", "--force", Name);
        }

        if (left.Length > 0)
        {
            throw new InvalidOperationException($"The processes of {Name} have left something behind:\n{string.Join('\n', left)}");
        }
    }

    private bool IsOfUser(ProcessEntry process) =>
        ProcessTable.ReadStatus(process.Id, "Uid")?.Split('\t')[0] == Id.ToString(CultureInfo.InvariantCulture);

    private string MakeFolder(string name)
    {
        string path = _folder.Combine(name);
        Directory.CreateDirectory(path, Private);
        Give(path);
        return path;
    }

    private void GiveAll(string folder)
    {
        Give(folder);
        foreach (string path in Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories))
        {
            Give(path);
        }
    }

    private void Give(string path)
    {
        if (ChangeOwner(path, (uint)Id, (uint)Id) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"Cannot give '{path}' to {Name}");
        }
    }

    private static async Task<string> RunAsync(string program, params IEnumerable<string> arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? (await output).Trim()
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {errors.Trim()}");
    }

    [LibraryImport("libc", EntryPoint = "lchown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, uint user, uint group);
}
