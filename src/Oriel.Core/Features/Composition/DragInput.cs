using System;
using System.Drawing;
using System.Linq;
using Oriel.Composition;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Composition;

/// <summary>What is dragged into a view that is shown by the app itself, put into the browser's words.</summary>
internal sealed class DragInput(View view)
{
    private Input.DragData? _data;

    internal void Enter(DragContent content, Point point, KeyModifiers modifiers)
    {
        ArgumentNullException.ThrowIfNull(content);
        _data = new Input.DragData(
            [.. content.Items.Select(static item => new Input.DragDataItem(item.Key, item.Value))], (int)content.AllowedEffects, content.Files.Count == 0 ? null : content.Files);
        Post(Input.DispatchDragEventType.DragEnter, _data, point, modifiers);
    }

    internal void Over(Point point, KeyModifiers modifiers) => Post(Input.DispatchDragEventType.DragOver, Data(), point, modifiers);

    internal void Drop(Point point, KeyModifiers modifiers)
    {
        // A page decides by the last move whether it takes what is dropped.
        Over(point, modifiers);
        Post(Input.DispatchDragEventType.Drop, Data(), point, modifiers);
        _data = null;
    }

    internal void Leave()
    {
        if (_data is { } data)
        {
            _data = null;

            // A cancelled drag is over without the page's being told; one that is outside has left.
            Post(Input.DispatchDragEventType.DragOver, data, new Point(-1, -1), KeyModifiers.None);
            Post(Input.DispatchDragEventType.DragCancel, data, new Point(-1, -1), KeyModifiers.None);
        }
    }

    private Input.DragData Data() => _data ?? throw new InvalidOperationException("Nothing is dragged over the view. Call DragEnter first.");

    private void Post(string type, Input.DragData data, Point point, KeyModifiers modifiers) =>
        view.Page.Post(new Input.DispatchDragEventCommand(type, point.X, point.Y, data) { Modifiers = (int)modifiers });
}
