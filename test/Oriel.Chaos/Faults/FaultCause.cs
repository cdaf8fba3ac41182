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

    /// <summary>SIGSTOP, and SIGCONT some time later: nothing that anybody is told of.</summary>
    Pause,
}
