namespace Oriel.Core.Features.Processes;

/// <summary>A frame and the process it lives in, as the browser tells it at the head of a trace.</summary>
internal sealed record FrameProcess(int ProcessId, string Uri, bool IsMainFrame);
