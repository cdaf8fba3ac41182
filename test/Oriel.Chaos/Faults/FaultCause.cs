namespace Oriel.Chaos.Faults;

/// <summary>What happens to it.</summary>
internal enum FaultCause
{
    /// <summary>SIGKILL.</summary>
    Kill,

    /// <summary>SIGSEGV.</summary>
    Segfault,

    /// <summary>SIGABRT.</summary>
    Abort,

    /// <summary>SIGTERM, which some take for a request.</summary>
    Terminate,

    /// <summary>SIGSTOP, and SIGCONT some time later: nothing that anybody is told of.</summary>
    Pause,
}
