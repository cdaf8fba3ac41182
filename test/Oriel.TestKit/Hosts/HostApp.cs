using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Oriel.TestKit.Processes;

namespace Oriel.TestKit.Hosts;

/// <summary>An app in a process of its own (test/Oriel.TestHost) that creates views and does with them what the test says.</summary>
public sealed class HostApp : IAsyncDisposable
{
    /// <summary>How long an app whose input has ended may take to end.</summary>
    private static readonly TimeSpan s_endBound = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode?>> _calls = new();
    private readonly Channel<HostEvent> _events = Channel.CreateUnbounded<HostEvent>();
    private readonly SemaphoreSlim _writing = new(1);
    private readonly StringBuilder _errors = new();
    private readonly Task _reading;
    private readonly Task _readingErrors;
    private int _lastId;
    private bool _isOver;

    private HostApp(Process process)
    {
        _process = process;
        ProcessId = process.Id;
        _reading = ReadAsync();
        _readingErrors = ReadErrorsAsync();
    }

    /// <summary>The signal that the test ends it by, if it does. With any other status than this gives, or 0, it must not end.</summary>
    public Signal EndedBy { get; set; } = Signal.Kill;

    /// <summary>Its PID.</summary>
    public int ProcessId { get; }

    /// <summary>Starts one.</summary>
    public static HostApp Start(HostOptions? options = null)
    {
        options ??= new HostOptions();
        ProcessStartInfo start = new(DotNetHost(), [Program(options)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        options.User?.Apply(start);
        foreach ((string name, string? value) in options.Variables)
        {
            start.Environment[name] = value;
        }

        return new HostApp(Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start."));
    }

    /// <summary>Gives a command and waits for what comes of it.</summary>
    /// <exception cref="HostFailureException">It ended with an exception in the host.</exception>
    /// <exception cref="HostEndedException">The host ended first.</exception>
    public async Task<JsonNode?> CallAsync(string command, JsonObject? arguments = null, CancellationToken cancellation = default)
    {
        int id = Interlocked.Increment(ref _lastId);
        TaskCompletionSource<JsonNode?> call = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls[id] = call;
        JsonObject message = arguments is null ? [] : arguments.DeepClone().AsObject();
        message["id"] = id;
        message["do"] = command;
        try
        {
            await WriteAsync(message.ToJsonString(), cancellation);
        }
        catch (IOException)
        {
            await _reading;
            throw Ended();
        }

        if (Volatile.Read(ref _isOver))
        {
            call.TrySetException(Ended());
        }

        return await call.Task.WaitAsync(cancellation);
    }

    /// <summary>Creates an environment of the official API.</summary>
    /// <param name="folder">The user data folder.</param>
    /// <param name="options">arguments, language, exclusive, browserFolder, as far as the test wants them.</param>
    /// <param name="name">What the test calls it.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    public async Task<HostEnvironment> CreateEnvironmentAsync(string folder, JsonObject? options = null, string name = "environment", CancellationToken cancellation = default)
    {
        JsonObject arguments = options is null ? [] : options.DeepClone().AsObject();
        arguments["environment"] = name;
        arguments["folder"] = folder;
        JsonNode result = (await CallAsync("environment.create", arguments, cancellation))!;
        return new HostEnvironment(this, name, result["folder"]!.GetValue<string>(), result["browserVersion"]!.GetValue<string>());
    }

    /// <summary>Waits for the next event of that name; those of other names that come before it are passed over.</summary>
    /// <exception cref="HostEndedException">The host ended first.</exception>
    public async Task<HostEvent> NextEventAsync(string name, CancellationToken cancellation = default)
    {
        try
        {
            while (true)
            {
                HostEvent next = await _events.Reader.ReadAsync(cancellation);
                if (next.Name == name)
                {
                    return next;
                }
            }
        }
        catch (ChannelClosedException)
        {
            throw Ended();
        }
    }

    /// <summary>The next event of that name that has been told already; null if there is none.</summary>
    public HostEvent? TryNextEvent(string name)
    {
        while (_events.Reader.TryRead(out HostEvent? next))
        {
            if (next.Name == name)
            {
                return next;
            }
        }

        return null;
    }

    /// <summary>Waits for the next event, whatever its name.</summary>
    /// <returns>Null when the host has ended.</returns>
    public async Task<HostEvent?> ReadEventAsync(CancellationToken cancellation = default) =>
        await _events.Reader.WaitToReadAsync(cancellation) ? await _events.Reader.ReadAsync(cancellation) : null;

    /// <summary>SIGKILL: the app ends without a word to anyone.</summary>
    public async Task KillAsync()
    {
        ProcessTable.Send(ProcessId, Signal.Kill);
        await _process.WaitForExitAsync();
        await _reading;
    }

    /// <summary>Ends the app as its user would, by leaving it.</summary>
    /// <exception cref="HostEndedException">It did not end, and was killed, or it had a failure to tell.</exception>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
        }

        bool endedByItself = await ProcessTable.WaitForExitAsync(ProcessId, s_endBound);
        if (!endedByItself)
        {
            ProcessTable.Send(ProcessId, Signal.Kill);
        }

        await _process.WaitForExitAsync();
        await Task.WhenAll(_reading, _readingErrors);
        int status = _process.ExitCode;
        _process.Dispose();
        _writing.Dispose();
        if (!endedByItself)
        {
            throw new HostEndedException($"The host app {ProcessId} went on for {s_endBound.TotalSeconds:0} s after its input had ended. {Errors()}");
        }

        if (status != 0 && status != 128 + (int)EndedBy)
        {
            throw new HostEndedException($"The host app {ProcessId} ended with status {status}. {Errors()}");
        }
    }

    private static string DotNetHost() => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";

    private static string Program(HostOptions options)
    {
        string program = typeof(HostApp).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "TestHost").Value!;
        return options.User is { } user ? Path.Combine(user.Copy(Path.GetDirectoryName(program)!), Path.GetFileName(program)) : program;
    }

    private async Task WriteAsync(string line, CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            await _process.StandardInput.WriteLineAsync(line.AsMemory(), CancellationToken.None);
            await _process.StandardInput.FlushAsync(CancellationToken.None);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            JsonObject message = JsonNode.Parse(line)!.AsObject();
            if (message["event"] is { } name)
            {
                _events.Writer.TryWrite(new HostEvent(name.GetValue<string>(), message["source"]!.GetValue<string>(), message["args"]!.AsObject()));
            }
            else if (_calls.TryRemove(message["id"]!.GetValue<int>(), out TaskCompletionSource<JsonNode?>? call))
            {
                Complete(call, message);
            }
        }

        Volatile.Write(ref _isOver, true);
        await _readingErrors;
        _events.Writer.TryComplete();
        foreach (TaskCompletionSource<JsonNode?> call in _calls.Values)
        {
            call.TrySetException(Ended());
        }
    }

    private static void Complete(TaskCompletionSource<JsonNode?> call, JsonObject message)
    {
        if (message["error"] is JsonObject error)
        {
            call.TrySetException(Failure(error));
        }
        else
        {
            call.TrySetResult(message["result"]);
        }
    }

    private static HostFailureException Failure(JsonObject error) => new(
        error["type"]!.GetValue<string>(),
        error["hresult"]!.GetValue<int>(),
        error["message"]!.GetValue<string>(),
        error["inner"] is JsonObject inner ? Failure(inner) : null);

    private async Task ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            lock (_errors)
            {
                _errors.AppendLine(line);
            }
        }
    }

    private HostEndedException Ended() => new($"The host app {ProcessId} has ended. {Errors()}");

    private string Errors()
    {
        lock (_errors)
        {
            return _errors.Length == 0 ? "It said nothing on standard error." : $"On standard error it said:\n{_errors}";
        }
    }
}
