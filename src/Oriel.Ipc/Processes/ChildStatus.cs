namespace Oriel.Ipc.Processes;

/// <summary>How a child ended: by itself with a status, or by a signal (then the status is 128 + signal, as shells have it).</summary>
internal readonly record struct ChildStatus(int ExitStatus, int Signal)
{
    /// <summary>SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS: what a process does to itself, and what crash handlers are called for.</summary>
    public bool IsCrash => Signal is 4 or 5 or 6 or 7 or 8 or 11 or 31;

    public static ChildStatus FromWait(int status)
    {
        int signal = status & 0x7F;
        return signal == 0 ? new ChildStatus((status >> 8) & 0xFF, 0) : new ChildStatus(128 + signal, signal);
    }

    public override string ToString() => Signal == 0 ? $"exit status {ExitStatus}" : $"signal {Signal}";
}
