using System.Collections.Generic;

namespace Oriel.Composition;

/// <summary>What is dragged into a page.</summary>
/// <remarks>Thread: any. Read when the drag enters the view, and again with every move.</remarks>
public sealed class DragContent
{
    /// <summary>What the page may do with it: what <c>DataTransfer.effectAllowed</c> tells. Copy at first.</summary>
    public DragEffects AllowedEffects { get; init; } = DragEffects.Copy;

    /// <summary>By media type, such as <c>text/plain</c>, <c>text/html</c> or <c>text/uri-list</c>.</summary>
    public IReadOnlyDictionary<string, string> Items { get; init; } = new Dictionary<string, string>();

    /// <summary>Absolute paths of files; the page may read them when they are dropped.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];
}
