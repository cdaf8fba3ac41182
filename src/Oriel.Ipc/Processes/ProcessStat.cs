namespace Oriel.Ipc.Processes;

/// <param name="ProcessId">The process.</param>
/// <param name="State">The kernel's letter; Z is a process that has ended but was not waited for.</param>
/// <param name="ParentId">Its parent.</param>
/// <param name="GroupId">Its process group.</param>
/// <param name="StartTime">When it started, in ticks since boot: together with the pid, its identity.</param>
/// <param name="WaitStatus">How a process ended, or is about to, as waitpid(2) would tell its parent, or which signal has stopped it; 0 for any other, and where this process may not know.</param>
internal readonly record struct ProcessStat(int ProcessId, char State, int ParentId, int GroupId, long StartTime, int WaitStatus)
{
    public bool IsZombie => State is 'Z' or 'X';

    /// <summary>By a signal, or by a debugger.</summary>
    public bool IsStopped => State is 'T' or 't';
}
