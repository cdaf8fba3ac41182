using System;
using System.Collections.Generic;
using System.Linq;
using Oriel.Broker.Windows;
using Oriel.Ipc;
using Oriel.Ipc.Interop;
using Oriel.Ipc.Loop;
using Oriel.Ipc.Processes;
using Oriel.Ipc.Rendezvous;

namespace Oriel.Broker.Chromium;

/// <summary>The browser process: started with its pipe on descriptors 3 and 4, waited for once, killed with its group if it must be.</summary>
internal sealed unsafe class ChromiumProcess : IReadyHandler, IDisposable
{
    /// <summary>What an unprivileged process may ask for.</summary>
    private const int PipeCapacity = 1024 * 1024;

    private readonly EventLoop _loop;
    private readonly Action<ChildStatus> _exited;
    private readonly FileDescriptor _process;

    private ChromiumProcess(EventLoop loop, int processId, FileDescriptor process, FileDescriptor reading, FileDescriptor writing, Action<ChildStatus> exited)
    {
        _loop = loop;
        _exited = exited;
        _process = process;
        ProcessId = processId;
        Reading = reading;
        Writing = writing;
        Identity = new ProcessIdentity(processId, ProcFile.ReadStat(processId)?.StartTime ?? 0);
        loop.Register(process, Readiness.Readable, this);
    }

    public int ProcessId { get; }

    public ProcessIdentity Identity { get; }

    /// <summary>What the browser says. Whoever takes it closes it.</summary>
    public FileDescriptor Reading { get; }

    /// <summary>What the browser hears. Whoever takes it closes it.</summary>
    public FileDescriptor Writing { get; }

    /// <exception cref="LibcException">The kernel would not start it.</exception>
    public static ChromiumProcess Start(EventLoop loop, IReadOnlyList<string> arguments, BrowserDisplay? display, UserDataPaths paths, FileDescriptor output, Action<ChildStatus> exited)
    {
        (FileDescriptor theirReading, FileDescriptor writing) = PosixFile.CreatePipe(PipeCapacity);
        (FileDescriptor reading, FileDescriptor theirWriting) = PosixFile.CreatePipe(PipeCapacity);
        using FileDescriptor nothing = PosixFile.Open("/dev/null", Constants.O_RDONLY);
        try
        {
            int processId = ProcessSpawner.Spawn(new SpawnRequest
            {
                Executable = arguments[0],
                Arguments = arguments,
                Environment = Compose(new Dictionary<string, string?>
                {
                    ["BREAKPAD_DUMP_LOCATION"] = paths.Dumps,

                    // The broker has those of the host that happened to start it.
                    ["DISPLAY"] = display?.Name,
                    ["XAUTHORITY"] = display?.Authority,
                }),
                Descriptors = [(nothing, 0), (output, 1), (output, 2), (theirReading, 3), (theirWriting, 4)],
                IsGroupLeader = true,
            });
            FileDescriptor process = PidFd.TryOpen(processId) ?? throw new LibcException($"Cannot watch process {processId}", Errno.ESRCH);
            return new ChromiumProcess(loop, processId, process, reading, writing, exited);
        }
        catch
        {
            reading.Dispose();
            writing.Dispose();
            throw;
        }
        finally
        {
            theirReading.Dispose();
            theirWriting.Dispose();
        }
    }

    public void OnReady(Readiness readiness)
    {
        int status;
        Dispose();
        _ = Libc.waitpid(ProcessId, &status, 0);
        _exited(ChildStatus.FromWait(status));
    }

    /// <summary>Our environment, with some variables set, or taken out.</summary>
    private static List<string> Compose(Dictionary<string, string?> variables) =>
    [
        .. ProcessSpawner.CurrentEnvironment().Where(entry => !variables.ContainsKey(entry.Split('=', 2)[0])),
        .. variables.Where(static variable => variable.Value is not null).Select(static variable => $"{variable.Key}={variable.Value}"),
    ];

    /// <summary>Ends the browser and every process of its group, whatever they are doing.</summary>
    public void KillGroup() => _ = Libc.kill(-ProcessId, Constants.SIGKILL);

    public void Dispose()
    {
        if (!_process.IsClosed)
        {
            _loop.Unregister(_process);
            _process.Dispose();
        }
    }
}
