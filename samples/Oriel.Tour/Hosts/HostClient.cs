using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace Oriel.Tour.Hosts;

/// <summary>The tour's side of a host process: this program, started again in its hidden mode.</summary>
internal sealed class HostClient : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly HostDialogue _dialogue;
    private readonly Task<string> _complaints;

    private HostClient(string name, Process process, Action<HostClient, HostLine> tell)
    {
        _process = process;
        _dialogue = new HostDialogue(process.StandardInput, process.StandardOutput, line => tell(this, line));
        _complaints = process.StandardError.ReadToEndAsync();
        Name = name;
        ProcessId = process.Id;
    }

    internal string Name { get; }

    /// <summary>What the host is called where there is little room: "A" of "Host A".</summary>
    internal string Letter => Name[^1..];

    internal int ProcessId { get; }

    internal bool IsAlive => !_process.HasExited;

    /// <param name="name">What the tour calls it.</param>
    /// <param name="userDataFolder">Of its environment.</param>
    /// <param name="tell">Called with what it says of processes, as it says it.</param>
    internal static HostClient Start(string name, string userDataFolder, Action<HostClient, HostLine> tell) => new(name, OwnProgram.Start("host", userDataFolder), tell);

    /// <exception cref="TourException">The host refused, ended, or did not answer in time.</exception>
    internal async Task<TAnswer> AskAsync<TAnswer>(HostRequest request, CancellationToken cancellation)
        where TAnswer : HostLine => await InTimeAsync($"answered {request.GetType().Name}", _dialogue.AskAsync(request, cancellation), cancellation) switch
        {
            TAnswer wanted => wanted,
            HostLine.Refused refused => throw new TourException($"{Name}: {refused.Message}"),
            null => throw await EndedAsync(),
            HostLine other => throw new TourException($"{Name} (process {ProcessId}) answered {request.GetType().Name} with {other.GetType().Name}, not {typeof(TAnswer).Name}."),
        };

    /// <summary>What a page of the host says next.</summary>
    internal async Task<string> NextMessageAsync(CancellationToken cancellation) =>
        await InTimeAsync("passed on a message of its page", _dialogue.NextMessageAsync(cancellation), cancellation) ?? throw await EndedAsync();

    /// <summary>Ends the host the polite way: it closes its views and stays until their browser is gone.</summary>
    /// <returns>What it said of the browser's end.</returns>
    internal async Task<HostLine.BrowserExited> EndAsync(CancellationToken cancellation)
    {
        _process.StandardInput.Close();
        await WaitForExitAsync(cancellation);
        return _process.ExitCode == 0 && _dialogue.BrowserExited is { } exited ? exited : throw await EndedAsync();
    }

    /// <summary>SIGKILL: the host cannot do anything about it, nor after it.</summary>
    internal async Task KillAsync(CancellationToken cancellation)
    {
        _process.Kill();
        await WaitForExitAsync(cancellation);
    }

    /// <summary>Whatever happened before, the process is gone afterwards; politely if it can be.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (IsAlive)
            {
                _process.StandardInput.Close();
                await WaitForExitAsync(CancellationToken.None);
            }
        }
        catch (TourException)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task WaitForExitAsync(CancellationToken cancellation)
    {
        Task all = Task.WhenAll(_process.WaitForExitAsync(cancellation), _dialogue.Over);
        _ = await InTimeAsync("ended after being told to", all.ContinueWith(static _ => true, cancellation, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default), cancellation);
    }

    private async Task<T> InTimeAsync<T>(string what, Task<T> task, CancellationToken cancellation)
    {
        try
        {
            return await task.WaitAsync(s_patience, cancellation);
        }
        catch (TimeoutException)
        {
            throw new TourException($"{Name} (process {ProcessId}) has not {what} within {s_patience.TotalSeconds} seconds.");
        }
    }

    private async Task<TourException> EndedAsync()
    {
        await _process.WaitForExitAsync();
        string complaints = (await _complaints).Trim();
        return new TourException($"{Name} (process {ProcessId}) ended with exit code {_process.ExitCode}." + (complaints.Length == 0 ? "" : $" It said: {complaints}"));
    }
}
