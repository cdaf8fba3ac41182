using System.Collections.Generic;

namespace Oriel.Ipc.Processes;

/// <summary>A process to be started: everything that <see cref="ProcessSpawner"/> is to place, and nothing that a shell would have to read.</summary>
internal sealed class SpawnRequest
{
    /// <summary>The program's path; PATH is not searched.</summary>
    public required string Executable { get; init; }

    /// <summary>All arguments, the program's name first.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The whole environment as NAME=VALUE, or null for ours.</summary>
    public IReadOnlyList<string>? Environment { get; init; }

    /// <summary>Which of our descriptors the child gets under which numbers. All others must be closed on exec.</summary>
    public required IReadOnlyList<(FileDescriptor Ours, int Theirs)> Descriptors { get; init; }

    /// <summary>The child leads a new session, out of reach of our terminal and job control.</summary>
    public bool IsSessionLeader { get; init; }

    /// <summary>The child leads a new process group, so that it and its children can be signalled together.</summary>
    public bool IsGroupLeader { get; init; }
}
