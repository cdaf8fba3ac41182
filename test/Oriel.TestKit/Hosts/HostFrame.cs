namespace Oriel.TestKit.Hosts;

/// <summary>A frame as a host app is told of it.</summary>
/// <param name="ProcessId">The process it is in.</param>
/// <param name="Id">Its number.</param>
/// <param name="Source">The address of its document.</param>
/// <param name="ParentId">The number of the frame around it; null for a main frame.</param>
public sealed record HostFrame(int ProcessId, uint Id, string Source, uint? ParentId);
