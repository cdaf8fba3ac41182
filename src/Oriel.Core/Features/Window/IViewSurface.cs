using System.Drawing;
using Oriel.Client.Sessions;

namespace Oriel.Core.Features.Window;

/// <summary>What a view's page is on.</summary>
internal interface IViewSurface
{
    /// <summary>The view shows another target.</summary>
    public void Attach(CdpSession page);

    /// <param name="bounds">In the parent, in pixels.</param>
    public void Place(Rectangle bounds);

    public void Show(bool isVisible);

    /// <summary>The page is on something else from now on, or the view is closed.</summary>
    public void Close();
}
