using Oriel.Protocol.Cdp;

namespace Oriel.Broker.Frames;

/// <summary>What a renderer has said of the frames of one target, all of which live in it; or that it kept silent.</summary>
/// <param name="ProcessId">Its own process id.</param>
/// <param name="Tree">The target's frame and those inside it that live in the same process; null if it kept silent.</param>
/// <param name="FrameChanges">What <see cref="Routing.View.FrameChanges"/> was before it was asked: while that is so, it holds.</param>
internal sealed record FramesOfTarget(int ProcessId, Page.FrameTree? Tree, int FrameChanges);
