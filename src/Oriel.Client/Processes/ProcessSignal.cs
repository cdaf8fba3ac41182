using Oriel.Ipc.Interop;

namespace Oriel.Client.Processes;

/// <summary>What is done to a process from outside.</summary>
internal enum ProcessSignal
{
    /// <summary>It runs no more code.</summary>
    Kill = Constants.SIGKILL,

    /// <summary>It ends as one that has read where it must not.</summary>
    SegmentationFault = Constants.SIGSEGV,

    /// <summary>It stands still, with all its threads.</summary>
    Stop = Constants.SIGSTOP,

    /// <summary>It goes on.</summary>
    Continue = Constants.SIGCONT,
}
