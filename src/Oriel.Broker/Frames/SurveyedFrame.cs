using Oriel.Broker.Routing;
using Oriel.Protocol.Cdp;

namespace Oriel.Broker.Frames;

/// <summary>A frame that a renderer has told of.</summary>
/// <param name="Target">The target whose renderer it was.</param>
/// <param name="Known">What the broker knows of the frame itself.</param>
/// <param name="Frame">What the renderer said.</param>
/// <param name="ProcessId">The renderer.</param>
internal sealed record SurveyedFrame(SurveyedTarget Target, Frame Known, Page.Frame Frame, int ProcessId)
{
    public HexId Id { get; } = HexId.Parse(Frame.Id);

    public HexId? ParentId { get; } = Frame.ParentId is null ? null : HexId.Parse(Frame.ParentId);
}
