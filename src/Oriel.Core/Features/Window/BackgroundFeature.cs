using System.Drawing;
using Oriel.Client.Sessions;
using Oriel.Core.Features.Environments;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Window;

/// <summary>The color under a page that paints no background.</summary>
internal sealed class BackgroundFeature(View view) : Feature(view)
{
    private Color _color = Color.White;

    internal Color Color
    {
        get => _color;
        set
        {
            _color = BackgroundColor.Check(value, "DefaultBackgroundColor");
            Apply(View.Page);
        }
    }

    /// <summary>With what the view begins.</summary>
    internal void Begin(Color color) => _color = color;

    internal override void Attach(CdpSession session, bool isPage)
    {
        // White is what the browser does by itself.
        if (isPage && _color.ToArgb() != Color.White.ToArgb())
        {
            Apply(session);
        }
    }

    private void Apply(CdpSession session) => session.Post(new Emulation.SetDefaultBackgroundColorOverrideCommand(new DOM.RGBA(_color.R, _color.G, _color.B, _color.A / 255.0)));
}
