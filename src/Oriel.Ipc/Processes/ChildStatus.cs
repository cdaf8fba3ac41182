namespace Oriel.Ipc.Processes;

/// <summary>How a child ended: by itself with a status, or by a signal (then the status is 128 + signal, as shells have it).</summary>
internal readonly record struct ChildStatus(int ExitStatus, int Signal)
{
    public static ChildStatus FromWait(int status)
    {
        int signal = status & 0x7F;
        return signal == 0 ? new ChildStatus((status >> 8) & 0xFF, 0) : new ChildStatus(128 + signal, signal);
    }

    public override string ToString() => Signal == 0 ? $"exit status {ExitStatus}" : $"signal {Signal}";
}
