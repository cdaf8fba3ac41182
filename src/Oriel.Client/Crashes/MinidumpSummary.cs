using System;

namespace Oriel.Client.Crashes;

/// <summary>What a dump says of the crash, without symbols.</summary>
/// <param name="ProcessId">The process that crashed; 0 if not said.</param>
/// <param name="ExceptionCode">On Linux the number of the signal; 0 if not said.</param>
/// <param name="ModuleName">The file name of the program or library that was executed; empty if it was in none.</param>
/// <param name="ModuleVersion">Its version; empty if it has none.</param>
/// <param name="FaultOffset">Where in it, in bytes from where it was loaded; 0 if not known.</param>
/// <param name="WrittenAt">When the dump was written, to the second.</param>
/// <param name="IsOutOfMemory">Whether the process wrote down before it ended itself that no memory was left.</param>
internal sealed record MinidumpSummary(
    int ProcessId, uint ExceptionCode, string ModuleName, string ModuleVersion, ulong FaultOffset, DateTimeOffset WrittenAt, bool IsOutOfMemory);
