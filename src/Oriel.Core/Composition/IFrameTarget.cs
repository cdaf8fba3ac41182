namespace Oriel.Composition;

/// <summary>
/// Takes the pictures of a view that is shown by the app itself: what <see cref="Microsoft.Web.WebView2.Core.CoreWebView2CompositionController.RootVisualTarget"/> is set to.
/// </summary>
public interface IFrameTarget
{
    /// <summary>
    /// The view looks different now. Called on the view's thread, once for each picture that differs from the last one; while nothing changes it is not called. Pictures that come while this runs are
    /// not kept: when it has returned, the next one is the newest there is.
    /// </summary>
    /// <param name="frame">The whole view. Its memory is used again when this returns: copy what is to be kept.</param>
    public void OnFrame(in ViewFrame frame);
}
