using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using Oriel.TestKit.Processes;

namespace Oriel.TestKit.Displays;

/// <summary>An X display of the test's own: Xvfb, which chooses its number itself, with a window manager (openbox). Nobody else can open it.</summary>
public sealed partial class TestDisplay : IAsyncDisposable
{
    /// <summary>In pixels.</summary>
    public const int Width = 1280;

    /// <summary>In pixels.</summary>
    public const int Height = 900;

    private readonly TempFolder _folder;
    private readonly List<Process> _processes;

    private TestDisplay(string name, string authority, TempFolder folder, List<Process> processes)
    {
        Name = name;
        Authority = authority;
        _folder = folder;
        _processes = processes;
    }

    /// <summary>As in DISPLAY.</summary>
    public string Name { get; }

    /// <summary>As in XAUTHORITY.</summary>
    public string Authority { get; }

    /// <summary>What leads a program to this display.</summary>
    public IReadOnlyDictionary<string, string?> Variables => new Dictionary<string, string?> { ["DISPLAY"] = Name, ["XAUTHORITY"] = Authority };

    /// <summary>Starts one; it is complete when both run.</summary>
    public static async Task<TestDisplay> StartAsync()
    {
        TempFolder folder = new("display");
        string authority = folder.Combine("Xauthority");
        await File.WriteAllBytesAsync(authority, MakeCookie());
        Process server = Start(new ProcessStartInfo("Xvfb", ["-displayfd", "1", "-screen", "0", $"{Width}x{Height}x24", "-nolisten", "tcp", "-auth", authority]));
        string number = await server.StandardOutput.ReadLineAsync(Deadline.Token) ?? throw new InvalidOperationException($"Xvfb ended: {await server.StandardError.ReadToEndAsync(Deadline.Token)}");
        TestDisplay display = new($":{number}", authority, folder, [server]);
        ProcessStartInfo manager = new("openbox", ["--sm-disable", "--startup", "echo started"]);
        foreach ((string variable, string? value) in display.Variables)
        {
            manager.Environment[variable] = value;
        }

        Process openbox = Start(manager);
        display._processes.Add(openbox);
        _ = await openbox.StandardOutput.ReadLineAsync(Deadline.Token) ?? throw new InvalidOperationException($"openbox ended: {await openbox.StandardError.ReadToEndAsync(Deadline.Token)}");
        return display;
    }

    /// <summary>Makes this process, and what it starts, one on this display. Libraries do not see what .NET sets, so that is said twice.</summary>
    public void Enter()
    {
        foreach ((string name, string? value) in Variables)
        {
            Environment.SetEnvironmentVariable(name, value);
            _ = setenv(name, value!, 1);
        }
    }

    /// <summary>Undoes that.</summary>
    public void Leave()
    {
        foreach (string name in Variables.Keys)
        {
            Environment.SetEnvironmentVariable(name, null);
            _ = unsetenv(name);
        }
    }

    /// <summary>Ends both.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (Process process in Enumerable.Reverse(_processes))
        {
            ProcessTable.Send(process.Id, Signal.Terminate);
            await process.WaitForExitAsync(Deadline.Token);
            process.Dispose();
        }

        await _folder.DisposeAsync();
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int unsetenv(string name);

    private static Process Start(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        Process process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");

        // What it says is of interest only if it ends at once; but it must not wait for a reader.
        process.ErrorDataReceived += static (_, _) => { };
        return process;
    }

    /// <summary>One line of an authority file: for every display, whoever knows the cookie.</summary>
    private static byte[] MakeCookie()
    {
        const ushort AnyFamily = 0xFFFF;
        List<byte> file = [];
        Add(AnyFamily);
        foreach (byte[] part in (byte[][])[[], [], Encoding.ASCII.GetBytes("MIT-MAGIC-COOKIE-1"), RandomNumberGenerator.GetBytes(16)])
        {
            Add((ushort)part.Length);
            file.AddRange(part);
        }

        return [.. file];

        void Add(ushort value)
        {
            byte[] bytes = new byte[2];
            BinaryPrimitives.WriteUInt16BigEndian(bytes, value);
            file.AddRange(bytes);
        }
    }
}
