namespace Oriel.TestKit.Processes;

/// <summary>What tests send to processes.</summary>
public enum Signal
{
    /// <summary>SIGINT: Ctrl+C.</summary>
    Interrupt = 2,

    /// <summary>SIGTRAP: what Chromium does to itself when a check fails or no memory is left.</summary>
    Trap = 5,

    /// <summary>SIGABRT: what a program does to itself when it finds a defect.</summary>
    Abort = 6,

    /// <summary>SIGKILL: the process runs no more code.</summary>
    Kill = 9,

    /// <summary>SIGSEGV: a crash, as seen from outside.</summary>
    SegmentationFault = 11,

    /// <summary>SIGTERM: a request to end.</summary>
    Terminate = 15,

    /// <summary>SIGCONT: go on after <see cref="Stop"/>.</summary>
    Continue = 18,

    /// <summary>SIGSTOP: stand still, sockets and all.</summary>
    Stop = 19,
}
